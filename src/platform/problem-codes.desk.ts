/** Error codes of what reviewers do besides judging (problem-codes.ts has the others). */
import type { ProblemEntry } from './problem-codes.ts';

/** Photographs hidden, items named in verdicts, episodes corrected. */
export const desk = {
  photo_hidden: {
    kind: 'forbidden',
    meaning: {
      en: 'The photograph was hidden as sensitive; nobody is shown it.',
      'zh-CN': '这张照片涉及隐私，已经隐藏，任何人都不能查看。',
    },
    remedy: {
      en: 'A secretary or administrator can show it again.',
      'zh-CN': '如属误隐藏，请书记或管理员恢复。',
    },
  },
  no_such_hiding: {
    kind: 'not_found',
    meaning: {
      en: 'The photograph is not hidden, or not one for this account.',
      'zh-CN': '这张照片没有隐藏，或该账号无权处理。',
    },
    remedy: { en: 'Load the list again.', 'zh-CN': '刷新列表再看。' },
  },
  episode_changed: {
    kind: 'conflict',
    meaning: {
      en: 'These frames were grouped otherwise in the meantime, or belong to no episode.',
      'zh-CN': '这些照片的分组刚才有变动，或不属于任何投放片段。',
    },
    remedy: { en: 'Look at them again.', 'zh-CN': '重新打开前后照片再看。' },
  },
  episode_in_use: {
    kind: 'conflict',
    meaning: {
      en: 'The part split off has been judged, or was counted in the draw of its day.',
      'zh-CN': '拆出来的部分已经判定，或已计入当天的抽查总数。',
    },
    remedy: {
      en: 'Take its verdict back first; what was drawn stays.',
      'zh-CN': '先撤销其判定；已计入抽查的不能合回。',
    },
  },
  no_such_item: {
    kind: 'unprocessable',
    meaning: { en: 'The community’s scheme has no such item.', 'zh-CN': '本社区的分类目录里没有这种物品。' },
    remedy: { en: 'Choose one of the list, or none.', 'zh-CN': '从列表里选，或不填。' },
  },
} as const satisfies Record<string, ProblemEntry>;
