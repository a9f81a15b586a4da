/** Texts of what can be done on the review desk besides judging, in Chinese. */

export const tools = {
  details: '补充说明',
  hide: '隐藏照片',
};

export const details = {
  title: '判定并补充说明',
  verdict: '判定',
  misplaced: '投错，实为{{name}}',
  further: '还看到（可多选）',
  item: '是什么物品（可不填）',
  itemNone: '不填',
  note: '备注（可不填）',
  cancel: '取消',
  give: '确定判定',
  furtherIs: '还看到：{{names}}',
  itemIs: '物品：{{name}}',
  noteIs: '备注：{{note}}',
};

export const hiding = {
  title: '隐藏这张照片',
  text: '确定后立即对所有人隐藏，原图、缩略图和打码图都不再显示，这条疑点也退出复核。只有书记或管理员可以恢复。',
  reason: '隐藏原因',
  reasons: {
    person: '能认出人',
    personal_data: '快递单、证件、车牌等信息',
    private_item: '卫生用品、药品等隐私物品',
    other: '其他原因',
  },
  note: '补充说明（可不填）',
  noteNeeded: '请写明原因',
  frames: '同一袋垃圾的其他照片也一并隐藏',
  hide: '立即隐藏',
  failed: '没有隐藏成功',
  isHidden: '照片涉及隐私，已隐藏',
};

export const hiddenPhotos = {
  what: '这些照片因涉及隐私已对所有人隐藏。恢复后照片重新显示，未判定的疑点回到复核。',
  failed: '没有取到隐藏的照片',
  none: '没有隐藏的照片',
  taken: '拍摄于 {{time}}',
  by: '{{name}} 于 {{time}} 隐藏',
  lifted: '{{name}} 于 {{time}} 恢复显示',
  lift: '恢复显示',
  why: '恢复的理由',
};
