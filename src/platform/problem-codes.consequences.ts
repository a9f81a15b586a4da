/** Error codes about what follows from a case: notices and appeals (problem-codes.ts has the others). */
import type { ProblemEntry } from './problem-codes.ts';

export const consequences = {
  no_such_notice: {
    kind: 'not_found',
    meaning: {
      en: 'There is no notice of this number or code, or it was taken back.',
      'zh-CN': '没有这个编号或申诉码的告知单，或已撤回。',
    },
    remedy: { en: 'Check the code on the slip.', 'zh-CN': '核对告知单上的申诉码。' },
  },
  notice_changed: {
    kind: 'conflict',
    meaning: {
      en: 'The notice was handed over, appealed against or taken back in the meantime.',
      'zh-CN': '这张告知单刚才已送达、被申诉或撤回。',
    },
    remedy: { en: 'Look at it again.', 'zh-CN': '重新查看。' },
  },
  appeal_not_open: {
    kind: 'conflict',
    meaning: {
      en: 'The term for an appeal has not begun or has passed, or there is an appeal already.',
      'zh-CN': '申诉期未开始或已过，或已经申诉过。',
    },
    remedy: { en: 'Ask the neighbourhood office.', 'zh-CN': '请联系居委会。' },
  },
  bad_bag_code: {
    kind: 'invalid',
    meaning: { en: 'The number on the bag has a slip.', 'zh-CN': '袋码有误：字符打错或抄漏。' },
    remedy: { en: 'Read the six characters again.', 'zh-CN': '请再看一遍袋上的 6 位字符。' },
  },
  no_such_home: {
    kind: 'not_found',
    meaning: { en: 'There is no such home, or not one of your estates.', 'zh-CN': '没有这户，或不在您负责的小区。' },
    remedy: { en: 'Look at the number or the address again.', 'zh-CN': '请核对袋码或门牌。' },
  },
  no_such_participation: {
    kind: 'not_found',
    meaning: { en: 'There is no such record of yours.', 'zh-CN': '没有这条登记，或不是您登记的。' },
    remedy: { en: 'Reload the page.', 'zh-CN': '刷新页面再看。' },
  },
  no_such_list: {
    kind: 'not_found',
    meaning: { en: 'There is no such list, or none is published.', 'zh-CN': '没有这期榜单，或还没有发布。' },
    remedy: { en: 'Choose another month.', 'zh-CN': '换一个月份。' },
  },
  list_changed: {
    kind: 'conflict',
    meaning: {
      en: 'The list was signed, published or replaced meanwhile, isn’t signed, or one of its cases is void.',
      'zh-CN': '榜单刚才已签字、发布或更换，或尚未签字，或其中的记录已作废。',
    },
    remedy: { en: 'Look at it again; make another draft.', 'zh-CN': '重新查看，另拟一稿。' },
  },
  list_needs_reason: {
    kind: 'unprocessable',
    meaning: { en: 'A published list is corrected with a reason.', 'zh-CN': '更正已发布的榜单须写明原因。' },
    remedy: { en: 'Say why.', 'zh-CN': '写明原因。' },
  },
  own_list: {
    kind: 'forbidden',
    meaning: { en: 'Who made the list can’t sign it too.', 'zh-CN': '拟稿人不能自己签字。' },
    remedy: { en: 'Ask somebody else to sign.', 'zh-CN': '请他人签字。' },
  },
  no_such_member: {
    kind: 'not_found',
    meaning: { en: 'There is no such party member.', 'zh-CN': '没有这名党员。' },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_violation: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such row in the ledger, or not one for this account.',
      'zh-CN': '台账里没有这一条，或该账号无权查看。',
    },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_appeal: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such appeal, or not one for this account.',
      'zh-CN': '没有这件申诉，或该账号无权查看。',
    },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  appeal_changed: {
    kind: 'conflict',
    meaning: {
      en: 'The appeal was decided, or its decision taken back, in the meantime.',
      'zh-CN': '这件申诉刚才已作决定，或决定已撤回。',
    },
    remedy: { en: 'Look at it again.', 'zh-CN': '重新查看。' },
  },
  took_part: {
    kind: 'forbidden',
    meaning: {
      en: 'Who judged, attributed, signed or appealed does not decide the appeal.',
      'zh-CN': '判定人、认定人、签字人和申诉人不能裁定这件申诉。',
    },
    remedy: { en: 'A third person must decide.', 'zh-CN': '须由第三人裁定。' },
  },
  no_such_task: {
    kind: 'not_found',
    meaning: { en: 'There is no such task, or not one for this account.', 'zh-CN': '没有这项任务，或不归该账号办理。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  task_ended: {
    kind: 'conflict',
    meaning: { en: 'The task was done or withdrawn already.', 'zh-CN': '任务已办结或已撤回。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  task_not_undoable: {
    kind: 'conflict',
    meaning: {
      en: 'It can be taken back for a day, by who did it, as long as nothing followed from it.',
      'zh-CN': '只有办理人本人能在一天内撤回，且之后没有回访结果或同样的新任务。',
    },
    remedy: { en: 'Ask the branch.', 'zh-CN': '请联系支部。' },
  },
  task_holder: {
    kind: 'unprocessable',
    meaning: {
      en: 'The account is closed, not of this estate, or it is their own home.',
      'zh-CN': '该账户已停用、不属于这个小区，或任务涉及本人住处。',
    },
    remedy: { en: 'Choose another person.', 'zh-CN': '另选一人。' },
  },
  spot_check_own: {
    kind: 'forbidden',
    meaning: {
      en: 'One’s own visit or home is for others to look into.',
      'zh-CN': '本人上门的或涉及本人住处的，须由他人回访。',
    },
    remedy: { en: 'Leave it to a colleague.', 'zh-CN': '请同事回访。' },
  },
  spot_check_done: {
    kind: 'conflict',
    meaning: { en: 'What was found has been recorded already.', 'zh-CN': '回访结果已经登记。' },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
} as const satisfies Record<string, ProblemEntry>;
