/** What an administrator can be told who sets up how a camera's photographs come. */
import type { ProblemEntry } from './problem-codes.ts';

export const arrivals = {
  not_asked: {
    kind: 'conflict',
    meaning: { en: 'This camera is not asked for pictures.', 'zh-CN': '这个摄像头没有设主动取图。' },
    remedy: { en: 'Set its address first: `PUT /cameras/{id}/pull`.', 'zh-CN': '先设地址：`PUT /cameras/{id}/pull`。' },
  },
  password_again: {
    kind: 'invalid',
    meaning: {
      en: 'The password is kept for another place: address, login or way of signing in has changed.',
      'zh-CN': '地址、用户名或认证方式变了，保存的密码不能沿用。',
    },
    remedy: { en: 'Enter the password again.', 'zh-CN': '请重新输入密码。' },
  },
} as const satisfies Record<string, ProblemEntry>;
