/** Texts of the month's rate in Chinese. */
export const rate = {
  title: '投错率（估计）',
  range: '95% 置信区间 {{low}} 至 {{high}}',
  tooFew: '样本不足，暂不估计（已判 {{judged}} 段，投错 {{misplaced}} 段）',
  sample:
    '依据：{{daysCounted}}/{{days}} 天；标出的判了 {{flagsJudged}}/{{flags}} 段，抽查判了 {{auditsJudged}}/{{audits}} 段',
  naive: '只数已确认的标出片段：{{share}}，这是下限',
  recall: '模型标出了全部投错的约 {{share}}',
  unjudgeable: '看不清、没有垃圾等无法判定的占 {{share}}',
  against: {
    higher: '高于上月（{{rate}}，{{low}} 至 {{high}}），差别超出抽样误差',
    lower: '低于上月（{{rate}}，{{low}} 至 {{high}}），差别超出抽样误差',
    no_clear_change: '与上月（{{rate}}，{{low}} 至 {{high}}）相比没有明显变化',
  },
  byEstate: '按小区',
  provisional: '还有没判完的，以上为暂估：已判的代表当天其余的，判完后会有变动。当晚抽查之前的日子不计。',
  what: '按“投放片段”估计：标出的全部判定，未标出的每晚随机抽查。是桶内所见的比例，不是户数，也不是袋数。',
};
