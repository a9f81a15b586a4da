/** What a volunteer's phone can be told. */
import type { ProblemEntry } from './problem-codes.ts';

export const volunteers = {
  no_such_report: {
    kind: 'not_found',
    meaning: { en: 'There is no such report of this account.', 'zh-CN': '该账号没有这条上报。' },
    remedy: { en: 'Check the id.', 'zh-CN': '核对编号。' },
  },
  report_differs: {
    kind: 'conflict',
    meaning: { en: 'Somebody else’s report has this id.', 'zh-CN': '这个编号已被他人的上报占用。' },
    remedy: { en: 'Send it under another id.', 'zh-CN': '换一个编号再发。' },
  },
  too_many_reports: {
    kind: 'too_many',
    meaning: { en: 'Too many reports from this account or address.', 'zh-CN': '该账号或该地址上报过于频繁。' },
    remedy: { en: 'Wait as long as `Retry-After` says.', 'zh-CN': '按 `Retry-After` 给出的时间等候。' },
  },
  upload_elsewhere: {
    kind: 'conflict',
    meaning: {
      en: 'A piece of a photograph does not begin where the last one ended.',
      'zh-CN': '分段上传的起点与已收到的长度不符。',
    },
    remedy: {
      en: 'Ask `GET /reports/ID/upload` how much is here, and go on from there.',
      'zh-CN': '先用 `GET /reports/ID/upload` 查已收到多少，再从那里接着传。',
    },
  },
  photo_damaged: {
    kind: 'unprocessable',
    meaning: { en: 'The photograph is not the one that `sha256` names.', 'zh-CN': '照片内容与 `sha256` 不符。' },
    remedy: { en: 'Upload it again from the beginning.', 'zh-CN': '从头重新上传。' },
  },
  no_such_bin: {
    kind: 'not_found',
    meaning: { en: 'The station has no such bin.', 'zh-CN': '该投放点没有这个桶。' },
    remedy: { en: 'Choose one of its bins.', 'zh-CN': '选该投放点的桶。' },
  },
  no_such_code: {
    kind: 'not_found',
    meaning: { en: 'There is no sticker of this code.', 'zh-CN': '没有这个编码的标签。' },
    remedy: { en: 'Check the code, or choose the place.', 'zh-CN': '核对编码，或直接选择投放点。' },
  },
  code_retired: {
    kind: 'conflict',
    meaning: { en: 'The sticker is no longer in use.', 'zh-CN': '这张标签已停用。' },
    remedy: { en: 'Choose the place; print a new sticker.', 'zh-CN': '直接选择投放点；重新打印标签。' },
  },
  no_such_station_event: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such station event, or not one of your stations.',
      'zh-CN': '没有这条现场情况，或不在您负责的投放点。',
    },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
} as const satisfies Record<string, ProblemEntry>;
