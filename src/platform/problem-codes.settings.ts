/** What an administrator can be told who draws on a camera's picture or changes settings. */
import type { ProblemEntry } from './problem-codes.ts';

export const settings = {
  drawn_meanwhile: {
    kind: 'conflict',
    meaning: {
      en: 'Somebody else has saved views or masks of this camera meanwhile.',
      'zh-CN': '别人刚刚保存了这个摄像头的视区或遮挡区。',
    },
    remedy: { en: 'Load them, look, and draw again.', 'zh-CN': '重新载入，看过之后再画。' },
  },
  unknown_scheme: {
    kind: 'invalid',
    meaning: {
      en: 'There is no such sorting scheme, or it lacks items of the model.',
      'zh-CN': '没有这个分类标准，或它缺少模型的品名。',
    },
    remedy: { en: 'Choose one that `GET /settings` lists.', 'zh-CN': '从 `GET /settings` 列出的里面选。' },
  },
  time_zone_fixed: {
    kind: 'conflict',
    meaning: { en: 'There is data by the days of this time zone.', 'zh-CN': '已有按这个时区的日期记的数据。' },
    remedy: {
      en: 'Choose the time zone before adding the first camera.',
      'zh-CN': '时区要在添加第一个摄像头之前定好。',
    },
  },
} as const satisfies Record<string, ProblemEntry>;
