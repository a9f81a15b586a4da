/** Texts of the review desk in Chinese. */
export const review = {
  expected: '应投',
  expectedNone: '不在桶内，没有应投类别',
  misplaced: '投错，实为',
  otherwise: '其他判定',
  isExpected: '应投',
  waiting: '待复核',
  photo: '{{place}}的照片，已标出要判断的范围',
  photoWhole: '{{place}}的照片',
  photoFailed: '照片没有加载出来',
  photoFailedText: '可以重试；确实看不到照片时，只能判为“看不清”。',
  photoLoading: '照片加载中',
  outline: '范围线',
  enlarge: '放大',
  zone: '社区所在地时间：{{zone}}',
  emptyTitle: '疑点都复核完了',
  emptyText: '有新的疑点会自动出现在这里，不用刷新。',
  emptyChecked: '{{time}} 查过一次',
  elsewhereTitle: '其余疑点正由他人复核',
  offlineTitle: '网络不通',
  offlineText: '您的判定已暂存在本机，网络恢复后自动送出，并接着复核。请不要关闭页面。',
  failedTitle: '没有取到疑点',
  nowShowing: '新的一条：{{place}}，应投{{category}}',
};

export const sending = {
  saved: '已保存',
  sending: '正在保存',
  waiting: '网络不通，{{count}} 条待送出',
  signedOut: '登录已失效，{{count}} 条待送出',
  now: '立即重试',
};

export const last = {
  title: '上一条',
  none: '您判定之后，这里会显示模型原来的看法。',
  saving: '正在保存，保存后显示模型的看法。',
  held: '等网络恢复送出后，再显示模型的看法。',
  undo: '撤销',
  model: '模型的看法',
  noModel: '这张照片没有模型结果。',
  score: '投错的可能',
  threshold: '标出线 {{threshold}}',
  noScore: '没有打分',
  unusable: '照片质量不够，模型没有判断。',
  unusableWhy: '照片不能判断：{{reason}}。',
  distribution: '各类可能',
  items: '看起来像',
  source: '来源',
  afterReveal: '看过模型的看法之后改判',
  modelName: '模型版本',
  fixed: '不能再撤销',
};

export const notice = {
  conflictBy: '{{place}}这一条，{{name}}已经判为“{{judgement}}”，您的判定没有计入。',
  conflictTaken: '{{place}}这一条已经转给别人复核，您的判定没有计入。',
  conflictOther: '{{place}}这一条刚才有变动，您的判定没有计入。',
  refused: '{{place}}这一条没有保存：{{reason}}',
  undoConflict: '{{place}}这一条没有撤销：它刚才有变动。',
  undoRefused: '{{place}}这一条没有撤销：{{reason}}',
};
