/** Texts of what can be done on the review desk besides judging, in Chinese. */

export const tools = {
  strip: '前后照片',
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
  notShown: '照片已隐藏，或没有加载出来',
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

export const attributing = {
  open: '认定到户',
  title: '这是谁投的？{{place}}',
  text: '只凭三种依据认定，不看人脸，不凭猜测。认定后须由第二个人签字才产生后果。',
  whose: '住户或单元',
  placeholder: '小区、楼、单元、室，拼音首字母，或袋号',
  how: '例如：幸福 3 2 501，或 xf 3-2-501，或袋上的编号',
  none: '没有找到这一户',
  more: '结果较多，请再输几个字',
  unit: '{{unit}}（到单元）',
  basis: '依据',
  bases: {
    bag_number: '垃圾袋编号',
    witness: '值守人员目击',
    own_word: '住户本人承认',
  },
  detail: '袋号、目击人或原话（可不填）',
  unknown: '查不清是谁',
  say: '认定',
  isUnknown: '查不清是谁',
  signed: '{{name}}已签字，不能再改',
  unsigned: '待签字',
  withdraw: '撤回认定',
};

export const strip = {
  title: '前后照片：{{place}}',
  close: '返回复核',
  none: '这张照片是单独上报的，没有前后照片。',
  frame: '{{time}} 的照片',
  shown: '{{time}}（正在复核的这张）',
  places: {
    before: '之前',
    this: '本条',
    after: '之后',
  },
  count: '{{count}} 张，{{from}} 至 {{to}}',
  isDuplicate: '已标为重复',
  duplicate: '与本条是同一袋',
  split: '从这张起是另一袋',
  splitText: '拆开后，判定仍归正在复核的这张所在的部分。',
  edits: {
    duplicate: '{{name}} 于 {{time}} 标为重复：较晚的一段不计入比率，也不产生后果。',
    split: '{{name}} 于 {{time}} 拆成两段。',
  },
  undo: '撤回',
};

export const unsure = {
  closed_bag: '模型拿不准：像是扎紧的袋子，看不到里面。',
  two: '模型拿不准：{{likelier}}（{{first}}）和{{other}}（{{second}}）相近。',
  above: '模型拿不准：只比标出线高 {{by}}。',
  below: '模型拿不准：只比标出线低 {{by}}。',
};
