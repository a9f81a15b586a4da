/** Texts of a station’s page in Chinese. */
export const station = {
  failed: '没有取到这个投放点的数据',
  missing: '没有这个投放点，或不在您的小区。',
  back: '月度统计',
  rate: '本月投错率（估计）',
  none: '本月没有判定过这里的片段，不估计投错率。',
  counts: '件数',
  now: '本月',
  before: '上月',
  photos: '照片',
  flagged: '模型标出',
  open: '待复核',
  confirmed: '确认投错',
  lost: '未监测照片',
  verdicts: '查看这里的复核记录',
};
