/** The names of what can be done and of what it is done to, in both languages. api-docs.test.ts says which are missing. */

interface Names {
  en: string;
  'zh-CN': string;
}
const named = (zh: string, en: string): Names => ({ en, 'zh-CN': zh });

/** By the action of a declared address. */
const actionNames: Record<string, Names> = {
  signed_in: named('登录', 'Signed in'),
  signed_out: named('退出登录', 'Signed out'),
  person_added: named('添加账户', 'Account added'),
  password_changed: named('修改密码', 'Password changed'),
  session_ended: named('结束一次登录', 'Session ended'),
  other_sessions_ended: named('结束其他登录', 'Other sessions ended'),
  sessions_ended: named('结束账户的全部登录', 'All sessions of an account ended'),
  password_reset_offered: named('发出重置密码链接', 'Password reset offered'),
  account_deactivated: named('停用账户', 'Account deactivated'),
  account_reactivated: named('恢复账户', 'Account reactivated'),
  person_invited: named('发出邀请', 'Somebody invited'),
  invitation_revoked: named('作废邀请', 'Invitation taken back'),
  account_link_used: named('使用邀请或重置链接', 'Invitation or reset used'),
  estate_added: named('添加小区', 'Estate added'),
  station_added: named('添加投放点', 'Station added'),
  camera_added: named('添加摄像头', 'Camera added'),
  camera_changed: named('修改摄像头', 'Camera changed'),
  camera_retired: named('停用摄像头', 'Camera retired'),
  camera_reference_renewed: named('重新记住机位', 'Camera position learnt again'),
  camera_views_set: named('保存视区', 'Views drawn'),
  camera_masks_set: named('保存遮挡区', 'Masks drawn'),
  camera_key_issued: named('签发摄像头密钥', 'Camera key issued'),
  camera_key_revoked: named('作废摄像头密钥', 'Camera key revoked'),
  push_address_issued: named('签发推送地址', 'Push address issued'),
  push_address_reissued: named('重新签发推送地址', 'Push address issued anew'),
  push_address_changed: named('修改推送设置', 'Push settings changed'),
  push_address_revoked: named('作废推送地址', 'Push address revoked'),
  push_source_adopted: named('接入设备通道', 'Device adopted'),
  push_source_ignored: named('忽略待接入设备', 'Device ignored'),
  push_channel_bound: named('绑定录像机通道', 'Channel bound to a camera'),
  push_body_read: named('下载推送原始内容', 'Pushed body downloaded'),
  capture_retried: named('重试一张照片', 'Photograph tried again'),
  failed_captures_retried: named('重试全部失败照片', 'All failed photographs tried again'),
  settings_changed: named('修改设置', 'Settings changed'),
  stickers_issued: named('制作二维码标签', 'Stickers made'),
  sticker_retired: named('作废二维码标签', 'Sticker retired'),
  report_sent: named('上报', 'Report sent'),
  station_event_finished: named('清理完成', 'Cleared beside the bins'),
  station_event_reopened: named('撤回清理完成', 'Clearing taken back'),
  verdict_given: named('作出判定', 'Verdict given'),
  verdict_undone: named('撤销判定', 'Verdict taken back'),
  verdicts_given_at_once: named('批量判定', 'Several verdicts given at once'),
  verdicts_undone_at_once: named('撤销批量判定', 'Several verdicts taken back'),
  attribution_changed: named('认定到户或单元', 'Attributed to a home or unit'),
  attribution_withdrawn: named('撤回认定', 'Attribution withdrawn'),
  attribution_signed_or_refused: named('签字或不同意', 'Signed or refused'),
  signature_undone: named('撤回签字', 'Signature taken back'),
  notice_handed_over: named('通知单已送达', 'Notice handed over'),
  notice_not_handed_over: named('撤回通知单送达', 'Notice not handed over after all'),
  notice_opened: named('住户看过通知', 'Notice opened by the household'),
  appeal_filed: named('提出申诉', 'Appeal filed'),
  appeal_decided: named('裁定申诉', 'Appeal decided'),
  appeal_decision_undone: named('撤回申诉裁定', 'Decision on an appeal taken back'),
  duty_added: named('分配责任田或桶长', 'Field or post given'),
  duty_ended: named('结束责任田或桶长任期', 'Field or post ended'),
  duty_cancelled: named('作废责任田或桶长记录', 'Field or post cancelled'),
  report_sentence_written: named('填写月报文字', 'Sentence of the report written'),
  rest_drawn: named('抽取余下疑点', 'Rest of the month drawn'),
  month_closed: named('月结', 'Month closed'),
  episode_marked_duplicate: named('标为重复', 'Marked as a duplicate'),
  episode_split: named('拆分投放片段', 'Episode split'),
  episode_edit_undone: named('撤回标重或拆分', 'Mark or split taken back'),
  photo_hidden: named('隐藏照片', 'Photograph hidden'),
  photo_shown_again: named('恢复显示照片', 'Photograph shown again'),
  findings_exported: named('导出复核记录', 'Verdicts exported'),
  report_exported: named('下载月报', 'Monthly report downloaded'),
  audit_log_exported: named('导出操作日志', 'Log exported'),
};

/** By the first part of an address. */
const objectNames: Record<string, Names> = {
  session: named('登录', 'Session'),
  sessions: named('登录', 'Session'),
  people: named('账户', 'Account'),
  invitations: named('邀请', 'Invitation'),
  'account-links': named('邀请或重置链接', 'Invitation or reset'),
  estates: named('小区', 'Estate'),
  stations: named('投放点', 'Station'),
  cameras: named('摄像头', 'Camera'),
  'push-addresses': named('推送地址', 'Push address'),
  'push-sources': named('待接入设备', 'Device in the waiting room'),
  'push-bodies': named('推送的原始内容', 'Pushed body'),
  captures: named('照片', 'Photograph'),
  queue: named('队列', 'Queue'),
  settings: named('设置', 'Settings'),
  stickers: named('二维码标签', 'Sticker'),
  reports: named('上报', 'Report'),
  'station-events': named('桶边堆放', 'Waste beside bins'),
  findings: named('疑点', 'Finding'),
  'findings.csv': named('复核记录', 'Verdicts'),
  review: named('复核', 'Review'),
  attributions: named('认定', 'Attribution'),
  'photo-hidings': named('隐藏的照片', 'Hidden photograph'),
  signatures: named('签字', 'Signature'),
  notices: named('通知单', 'Notice'),
  'notice-codes': named('通知单编码', 'Code of a notice'),
  appeals: named('申诉', 'Appeal'),
  duties: named('责任田或桶长', 'Field or post'),
  months: named('月份', 'Month'),
  'audit-log.csv': named('操作日志', 'Log'),
};

const nameIn = (table: Record<string, Names>, id: string): Names => table[id] ?? { en: id, 'zh-CN': id };

export const nameOfAction = (action: string): Names => nameIn(actionNames, action);
export const nameOfObject = (object: string): Names => nameIn(objectNames, object);
/** All that are known, for whoever searches. */
export const namedActions = Object.entries(actionNames).map(([id, names]) => ({ id, names }));
export const namedObjects = Object.entries(objectNames).map(([id, names]) => ({ id, names }));
