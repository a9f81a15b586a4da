/** What a device can be told that pushes in its maker's form, and who sets such devices up. */
import type { ProblemEntry } from './problem-codes.ts';

export const push = {
  wrong_push_address: {
    kind: 'not_found',
    meaning: {
      en: 'The token in the address is wrong or revoked, or its camera is out of service.',
      'zh-CN': '推送地址里的令牌不对、已作废，或摄像头已停用。',
    },
    remedy: {
      en: 'Issue the camera’s address again and enter it.',
      'zh-CN': '在摄像头页面重新签发推送地址，填到设备里。',
    },
  },
  push_from_elsewhere: {
    kind: 'forbidden',
    meaning: {
      en: 'The sender’s network address is not on the list of this address.',
      'zh-CN': '来源网络地址不在该推送地址的允许名单里。',
    },
    remedy: { en: 'Add it to the list.', 'zh-CN': '把它加进允许名单。' },
  },
  push_empty: {
    kind: 'invalid',
    meaning: { en: 'The device’s request has no body.', 'zh-CN': '设备的请求没有内容。' },
    remedy: { en: 'Check what the device is set to send.', 'zh-CN': '检查设备设置的推送内容。' },
  },
  push_not_understood: {
    kind: 'unsupported',
    meaning: {
      en: 'The body is not of a form that a known maker’s devices send, and holds no picture.',
      'zh-CN': '内容不是已知厂商的格式，里面也没有图片。',
    },
    remedy: {
      en: 'Look at it on the camera’s page; let the device send pictures.',
      'zh-CN': '在摄像头页面查看收到的内容；把设备设为推送图片。',
    },
  },
  push_busy: {
    kind: 'unavailable',
    meaning: { en: 'Too many devices are sending at once.', 'zh-CN': '同时推送的设备太多。' },
    remedy: {
      en: 'Send it again after the seconds in `Retry-After`.',
      'zh-CN': '按 `Retry-After` 给出的秒数等一会儿再发。',
    },
  },
  no_such_push_address: {
    kind: 'not_found',
    meaning: { en: 'There is no such address of a device.', 'zh-CN': '没有这个推送地址。' },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_push_source: {
    kind: 'not_found',
    meaning: { en: 'There is no such device in the waiting room.', 'zh-CN': '没有这个待接入设备。' },
    remedy: { en: 'Check the number.', 'zh-CN': '核对编号。' },
  },
  no_such_push_body: {
    kind: 'not_found',
    meaning: {
      en: 'The body that the device sent is not kept, or not any more.',
      'zh-CN': '设备发来的原始内容没有保留，或已删除。',
    },
    remedy: { en: 'Let the device send again.', 'zh-CN': '让设备再发一次。' },
  },
} as const satisfies Record<string, ProblemEntry>;
