/** What can be told about accounts, sessions and links. */
import type { ProblemEntry } from './problem-codes.ts';

export const accounts = {
  no_such_person: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such account, or not one for this one to see to.',
      'zh-CN': '没有这个账户，或该账号无权管理。',
    },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_session: {
    kind: 'not_found',
    meaning: { en: 'The session has ended already.', 'zh-CN': '这次登录已经结束。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新载入列表。' },
  },
  wrong_password: {
    kind: 'unprocessable',
    meaning: { en: 'The present password is not right.', 'zh-CN': '原密码不对。' },
    remedy: {
      en: 'Try again, or have an administrator reset it.',
      'zh-CN': '重新输入；忘记了可请管理员重置。',
    },
  },
  own_account: {
    kind: 'conflict',
    meaning: {
      en: 'Nobody deactivates their own account or changes its role or estates.',
      'zh-CN': '不能停用自己的账户，也不能修改自己的身份和负责小区。',
    },
    remedy: { en: 'Ask another administrator.', 'zh-CN': '请其他管理员办理。' },
  },
  no_such_branch: {
    kind: 'not_found',
    meaning: { en: 'There is no such branch, or it is retired.', 'zh-CN': '没有这个支部，或已停用。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  last_administrator: {
    kind: 'conflict',
    meaning: {
      en: 'It is the last account that can administer all estates.',
      'zh-CN': '这是最后一个能管理全部小区的账户。',
    },
    remedy: { en: 'Add another one first.', 'zh-CN': '先添加另一个管理员。' },
  },
  account_deactivated: {
    kind: 'conflict',
    meaning: { en: 'The account is deactivated.', 'zh-CN': '账户已停用。' },
    remedy: { en: 'Reactivate it first.', 'zh-CN': '先恢复账户。' },
  },
  link_spent: {
    kind: 'not_found',
    meaning: {
      en: 'The link has been used, has run out, was taken back or is not whole.',
      'zh-CN': '链接已用过、已过期、已作废或不完整。',
    },
    remedy: { en: 'Ask whoever sent it for another one.', 'zh-CN': '请发链接的人重新发一个。' },
  },
  no_such_invitation: {
    kind: 'not_found',
    meaning: { en: 'There is no such invitation.', 'zh-CN': '没有这份邀请。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新载入列表。' },
  },
} as const satisfies Record<string, ProblemEntry>;
