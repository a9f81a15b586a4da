/** Error codes about whose a misplacement is (problem-codes.ts has the others). */
import type { ProblemEntry } from './problem-codes.ts';

/** What a person can be told who says whose a misplacement is, or signs it. */
export const attribution = {
  not_misplaced: {
    kind: 'unprocessable',
    meaning: {
      en: 'Only what was judged misplaced is attributed to somebody.',
      'zh-CN': '只有判为投错的才能认定到户或单元。',
    },
    remedy: { en: 'Judge it first.', 'zh-CN': '先作判定。' },
  },
  no_such_home: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such household or unit, or not one for this account.',
      'zh-CN': '没有这一户或单元，或该账号无权查看。',
    },
    remedy: { en: 'Choose another.', 'zh-CN': '另选一个。' },
  },
  own_household: {
    kind: 'forbidden',
    meaning: {
      en: 'It concerns the household of whoever asks, or their own points.',
      'zh-CN': '涉及本人家庭或本人积分。',
    },
    remedy: { en: 'Somebody else must decide on it.', 'zh-CN': '须由他人办理。' },
  },
  own_attribution: {
    kind: 'forbidden',
    meaning: { en: 'Who judged or attributed it can’t sign it too.', 'zh-CN': '判定人或认定人不能自己签字。' },
    remedy: { en: 'Ask somebody else to sign.', 'zh-CN': '请他人签字。' },
  },
  attribution_changed: {
    kind: 'conflict',
    meaning: {
      en: 'The attribution was signed, changed or ended in the meantime.',
      'zh-CN': '这项认定刚才已被签字、更改或终止。',
    },
    remedy: { en: 'Look at it again.', 'zh-CN': '重新查看。' },
  },
  attribution_signed: {
    kind: 'conflict',
    meaning: {
      en: 'Somebody has signed the attribution; it can’t be changed.',
      'zh-CN': '这项认定已经签字，不能再改。',
    },
    remedy: { en: 'Ask who signed to take that back.', 'zh-CN': '请签字人先撤回。' },
  },
  no_such_attribution: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such attribution, or not one for this account.',
      'zh-CN': '没有这项认定，或该账号无权查看。',
    },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_signature: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such signature, or not one of this account.',
      'zh-CN': '没有这次签字，或不是该账号所签。',
    },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
} as const satisfies Record<string, ProblemEntry>;
