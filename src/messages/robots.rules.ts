/** What the robots of WeCom, DingTalk and Feishu take and answer, as their makers' documents have it. Pure. */
import { createHmac } from 'node:crypto';

export type RobotKind = 'wecom' | 'dingtalk' | 'feishu';

export interface RobotMessage {
  title: string;
  /** Lines; a dash begins an item. */
  text: string;
}
export interface RobotRequest {
  url: string;
  body: unknown;
}
/** `again`: later it may go through. */
export type RobotAnswer = { ok: true } | { ok: false; again: boolean; fault: string };

/** DingTalk: HMAC of "ms\nsecret" with the secret, in the address. */
function signedForDingTalk(url: string, secret: string, nowMs: number): string {
  const sign = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
  const address = new URL(url);
  address.searchParams.set('timestamp', String(nowMs));
  address.searchParams.set('sign', sign);
  return address.href;
}

/** Feishu: HMAC of nothing with "s\nsecret", in the body. */
function signatureForFeishu(secret: string, nowMs: number): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(nowMs / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}

/** WeCom takes at most 4,096 bytes of Markdown; the others more. */
const mostBytes = 4_000;

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= mostBytes) return text;
  // A letter cut in the middle is left out.
  return `${new TextDecoder('utf-8').decode(bytes.subarray(0, mostBytes)).replace(/\uFFFD+$/, '')}…`;
}

export function robotRequest(
  kind: RobotKind,
  robot: { url: string; secret: string | null },
  { title, text }: RobotMessage,
  nowMs: number,
): RobotRequest {
  const { url, secret } = robot;
  const content = cut(text);
  if (kind === 'wecom') return { url, body: { msgtype: 'markdown', markdown: { content } } };
  if (kind === 'dingtalk') {
    const body = { msgtype: 'markdown', markdown: { title, text: content } };
    return { url: secret === null ? url : signedForDingTalk(url, secret, nowMs), body };
  }
  const signature = secret === null ? {} : signatureForFeishu(secret, nowMs);
  return { url, body: { ...signature, msg_type: 'text', content: { text: content } } };
}

/** Too many at once: WeCom 45009, DingTalk 130101 and 410100, Feishu 9499 and 11232. */
const tooFast = new Set([45009, 130101, 410100, 9499, 11232]);

/** All three answer 200 also when they refuse; the number in the body tells. */
export function readRobotAnswer(status: number, body: string): RobotAnswer {
  if (status !== 200) return { ok: false, again: status === 429 || status >= 500, fault: `status ${status}` };
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return { ok: false, again: false, fault: 'the answer is no JSON: is the address that of a robot?' };
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode;
  if (code === 0) return { ok: true };
  const said = answer.errmsg ?? answer.msg ?? answer.StatusMessage;
  const fault = `${String(code)} ${typeof said === 'string' ? said.slice(0, 200) : ''}`.trim();
  return { ok: false, again: typeof code === 'number' && tooFast.has(code), fault };
}
