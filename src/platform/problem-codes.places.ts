/** What an administrator can be told who sets up places, people and duties (problem-codes.ts has the others). */
import type { ProblemEntry } from './problem-codes.ts';

export const places = {
  no_such_place: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such place, it is retired, or it is not one for this account.',
      'zh-CN': '没有这个地点，或已停用，或该账号无权查看。',
    },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  place_in_use: {
    kind: 'conflict',
    meaning: {
      en: 'A camera in use looks at the station or bin, or the estate has stations in use.',
      'zh-CN': '还有在用的摄像头对着这个投放点或桶，或小区还有在用的投放点。',
    },
    remedy: { en: 'Retire those first.', 'zh-CN': '先停用它们。' },
  },
  place_retired: {
    kind: 'conflict',
    meaning: { en: 'What the place belongs to is retired.', 'zh-CN': '它所属的上一级已停用。' },
    remedy: { en: 'Restore that first.', 'zh-CN': '先恢复上一级。' },
  },
  sheet_not_understood: {
    kind: 'unprocessable',
    meaning: {
      en: 'The file is no xlsx or csv that can be read, lacks columns, or is too large.',
      'zh-CN': '文件不是可读取的 xlsx 或 csv，或缺少必填列，或过大。',
    },
    remedy: { en: 'Start from the template.', 'zh-CN': '请用模板填写。' },
  },
  no_such_import: {
    kind: 'not_found',
    meaning: { en: 'There is no such import of this account.', 'zh-CN': '该账号没有这次导入。' },
    remedy: { en: 'Send the file again.', 'zh-CN': '重新上传文件。' },
  },
  import_changed: {
    kind: 'conflict',
    meaning: {
      en: 'The file has faults, was tried too long ago, or something was changed since.',
      'zh-CN': '文件有错误，或检查已过期，或期间数据有变动。',
    },
    remedy: { en: 'Send the file again and look at its faults.', 'zh-CN': '重新上传并查看检查结果。' },
  },
  no_such_duty: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such field or post, or not one for this account.',
      'zh-CN': '没有这条责任田或桶长安排，或该账号无权查看。',
    },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  duty_taken: {
    kind: 'conflict',
    meaning: {
      en: 'Somebody has the same field, or the person the same post, on some of these days.',
      'zh-CN': '这段时间里已有人负责同一处，或此人已在同一处任桶长。',
    },
    remedy: { en: 'End the other first, or choose other days.', 'zh-CN': '先结束原来的安排，或改日期。' },
  },
  duty_holder: {
    kind: 'unprocessable',
    meaning: {
      en: 'The account is closed, has a role that can’t hold this, or is not of this estate.',
      'zh-CN': '该账户已停用，或角色不符，或不属于这个小区。',
    },
    remedy: { en: 'Choose another person.', 'zh-CN': '另选一人。' },
  },
  no_such_patrol: {
    kind: 'not_found',
    meaning: { en: 'There is no such patrol of yours.', 'zh-CN': '没有这次巡查，或不是您本人的。' },
    remedy: { en: 'Load the page again.', 'zh-CN': '刷新页面再看。' },
  },
  no_such_training: {
    kind: 'not_found',
    meaning: {
      en: 'There is no such training session, or not one that this account may change.',
      'zh-CN': '没有这次培训，或该账号无权修改。',
    },
    remedy: { en: 'Load the list again.', 'zh-CN': '重新加载列表。' },
  },
  no_such_quiz: {
    kind: 'not_found',
    meaning: {
      en: 'There is no quiz of this code, or no such question in it.',
      'zh-CN': '没有这个编码的测验，或没有这道题。',
    },
    remedy: { en: 'Check the code, or load the page again.', 'zh-CN': '核对编码，或刷新页面。' },
  },
  quiz_closed: {
    kind: 'conflict',
    meaning: { en: 'The quiz takes no more answers.', 'zh-CN': '测验已结束，不再收答案。' },
    remedy: { en: 'Ask for a newer one.', 'zh-CN': '请组织者出一份新的。' },
  },
  too_few_pictures: {
    kind: 'conflict',
    meaning: {
      en: 'A category has no confirmed picture that may be shown.',
      'zh-CN': '有的类别还没有可以展示的确认图片。',
    },
    remedy: {
      en: 'Review more findings, or take the pictures of all estates.',
      'zh-CN': '先多复核一些疑点，或改用全社区的图片。',
    },
  },
  training_cancelled: {
    kind: 'conflict',
    meaning: { en: 'The training session was cancelled.', 'zh-CN': '这次培训已取消。' },
    remedy: { en: 'Put down a new one.', 'zh-CN': '重新登记一次。' },
  },
  duty_cancelled: {
    kind: 'conflict',
    meaning: { en: 'The field or post was cancelled.', 'zh-CN': '这条安排已作废。' },
    remedy: { en: 'Enter a new one.', 'zh-CN': '重新登记一条。' },
  },
} as const satisfies Record<string, ProblemEntry>;
