/** What can be told who sets up messages outward. */
import type { ProblemEntry } from './problem-codes.ts';

export const messages = {
  no_such_channel: {
    kind: 'not_found',
    meaning: { en: 'There is no such message channel.', 'zh-CN': '没有这个消息渠道。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '请刷新列表。' },
  },
  bad_channel_address: {
    kind: 'unprocessable',
    meaning: {
      en: 'The address is no mailbox, or no webhook of a host that is listed.',
      'zh-CN': '不是邮箱，或不是允许的机器人地址。',
    },
    remedy: {
      en: 'Copy the whole webhook from the chat group; other hosts are listed in MESSAGE_HOSTS.',
      'zh-CN': '请从群机器人设置里整条复制；其他服务器写进 MESSAGE_HOSTS。',
    },
  },
  unknown_placeholder: {
    kind: 'unprocessable',
    meaning: { en: 'The template has a placeholder that nothing stands for.', 'zh-CN': '模板里有不认识的占位符。' },
    remedy: { en: 'Use {community} and {lines} only.', 'zh-CN': '只用 {community} 和 {lines}。' },
  },
  no_such_delivery: {
    kind: 'not_found',
    meaning: { en: 'There is no such message.', 'zh-CN': '没有这条消息。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '请刷新列表。' },
  },
  delivery_not_ended: {
    kind: 'conflict',
    meaning: { en: 'The message was sent, or still will be.', 'zh-CN': '这条消息已发出，或还会自动发送。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '请刷新列表。' },
  },
} as const satisfies Record<string, ProblemEntry>;
