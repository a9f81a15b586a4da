/** What an administrator can be told who sets up how a camera's photographs come. */
import type { ProblemEntry } from './problem-codes.ts';

export const arrivals = {
  not_asked: {
    kind: 'conflict',
    meaning: { en: 'This camera is not asked for pictures.', 'zh-CN': '这个摄像头没有设主动取图。' },
    remedy: { en: 'Set its address first: `PUT /cameras/{id}/pull`.', 'zh-CN': '先设地址：`PUT /cameras/{id}/pull`。' },
  },
  wrong_pattern: {
    kind: 'invalid',
    meaning: { en: 'A pattern of file names can’t be used.', 'zh-CN': '文件名规则不能用。' },
    remedy: {
      en: 'It needs {time}, or {date} and {clock}; else {ip}, {channel} and up to three {any}.',
      'zh-CN': '要有 {time}，或 {date} 和 {clock}；还可用 {ip}、{channel}，{any} 最多三处。',
    },
  },
  folder_taken: {
    kind: 'conflict',
    meaning: { en: 'Another camera has this folder and channel.', 'zh-CN': '这个文件夹和通道已属于另一个摄像头。' },
    remedy: { en: 'Choose another folder or channel.', 'zh-CN': '换一个文件夹或通道。' },
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
