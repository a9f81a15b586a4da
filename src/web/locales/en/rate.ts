/** Texts of the month's rate in English. */
import type { Words } from '../zh-CN.ts';

export const rate: Words['rate'] = {
  title: 'Misplacement rate (estimate)',
  range: '95% interval {{low}} to {{high}}',
  tooFew: 'Too few to estimate ({{judged}} judged, {{misplaced}} misplaced)',
  sample:
    'From {{daysCounted}} of {{days}} days: {{flagsJudged}} of {{flags}} flags and {{auditsJudged}} of {{audits}} audits judged',
  naive: 'Confirmed flags alone: {{share}}, a lower bound',
  recall: 'The model flags about {{share}} of what is misplaced',
  unjudgeable: '{{share}} could not be judged (unclear, nothing there)',
  against: {
    higher: 'Higher than the month before ({{rate}}, {{low}} to {{high}}), beyond chance',
    lower: 'Lower than the month before ({{rate}}, {{low}} to {{high}}), beyond chance',
    no_clear_change: 'No clear change from the month before ({{rate}}, {{low}} to {{high}})',
  },
  byEstate: 'By estate',
  provisional:
    'Some still wait, so this is provisional: what was judged of a day stands for the rest of it. Days before their draw don’t count.',
  what: 'Estimated over episodes: all flags are judged, and a random sample of the rest each night. A rate of what bins held, not of households or bags.',
};
