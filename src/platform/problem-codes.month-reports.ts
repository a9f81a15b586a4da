/** What can be told who closes a month or writes into its report. */
import type { ProblemEntry } from './problem-codes.ts';

export const monthReports = {
  half_not_begun: {
    kind: 'not_found',
    meaning: { en: 'This half of the month has not begun.', 'zh-CN': '这半个月还没开始。' },
    remedy: { en: 'Choose an earlier one.', 'zh-CN': '请选更早的半月。' },
  },
  month_closed: {
    kind: 'conflict',
    meaning: {
      en: 'The month is closed: its report and the verdicts it rests on stay as they are.',
      'zh-CN': '该月已月结，月报和所依据的判定不能再改。',
    },
    remedy: { en: 'What turns up afterwards is shown as a correction.', 'zh-CN': '之后的变动作为更正列出。' },
  },
  month_not_over: {
    kind: 'conflict',
    meaning: {
      en: 'The month is not over, or its last day’s audits are still to be drawn.',
      'zh-CN': '该月还没结束，或最后一天的抽查还没抽取。',
    },
    remedy: { en: 'Close it once that is done.', 'zh-CN': '等结束并抽取之后再月结。' },
  },
  month_unfinished: {
    kind: 'conflict',
    meaning: { en: 'Flags or audits of the month wait for a verdict.', 'zh-CN': '该月还有疑点待复核。' },
    remedy: {
      en: 'Judge them, or draw which of the flags left are judged.',
      'zh-CN': '先复核完，或抽取其中一部分复核，其余不再复核。',
    },
  },
  report_changed: {
    kind: 'conflict',
    meaning: { en: 'The report has changed since it was looked at.', 'zh-CN': '月报在您查看之后有变动。' },
    remedy: { en: 'Look at it again, then close.', 'zh-CN': '重新查看后再月结。' },
  },
  sentence_changed: {
    kind: 'conflict',
    meaning: { en: 'Somebody else has written this sentence meanwhile.', 'zh-CN': '这句话刚被别人改过。' },
    remedy: { en: 'Load it again; what was sent is not kept.', 'zh-CN': '重新载入；刚才提交的没有保存。' },
  },
  nothing_left: {
    kind: 'conflict',
    meaning: { en: 'There are not more flags left than are to be judged.', 'zh-CN': '剩下的疑点不比要复核的多。' },
    remedy: { en: 'Judge what is left, or draw fewer.', 'zh-CN': '直接复核完，或少抽一些。' },
  },
} as const satisfies Record<string, ProblemEntry>;
