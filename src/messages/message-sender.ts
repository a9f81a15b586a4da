/** Sends one message: to a robot by its webhook, to a mailbox by SMTP; tells surely not sent from perhaps sent. */
import { createTransport } from 'nodemailer';
import type { ChannelKind } from './messages.schemas.ts';
import { readRobotAnswer, robotRequest } from './robots.rules.ts';

export interface Outgoing {
  kind: ChannelKind;
  address: string;
  secret: string | null;
  title: string;
  text: string;
  /** The same for each try: mail programs show one message of an id only once. */
  id: string;
}

/** `uncertain`: it may have arrived. */
export type Outcome = { state: 'sent' } | { state: 'failed' | 'again' | 'uncertain'; fault: string };

export interface MessageSender {
  canMail: boolean;
  hosts: string[];
  send(message: Outgoing): Promise<Outcome>;
}

const timeoutMs = 10_000;
const mostAnswerBytes = 100_000;
/** Nobody was reached: nothing can have arrived. */
const notReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause && typeof cause === 'object' && 'code' in cause ? String(cause.code) : '';
};

async function sendToRobot({
  kind,
  address,
  secret,
  title,
  text,
}: Outgoing & { kind: 'wecom' | 'dingtalk' | 'feishu' }): Promise<Outcome> {
  const { url, body } = robotRequest(kind, { url: address, secret }, { title, text }, Date.now());
  let status: number;
  let answer: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    answer = (await response.text()).slice(0, mostAnswerBytes);
  } catch (error) {
    const code = codeOf(error);
    return { state: notReached.has(code) ? 'again' : 'uncertain', fault: code || 'no answer' };
  }
  const read = readRobotAnswer(status, answer);
  if (read.ok) return { state: 'sent' };
  return { state: read.again ? 'again' : 'failed', fault: read.fault };
}

/** `smtpUrl`: smtp:// or smtps:// with login, or null; `hosts`: those that webhooks may be at. */
export function createMessageSender(deps: {
  smtpUrl: string | null;
  from: string | null;
  hosts: string[];
}): MessageSender {
  const { smtpUrl, from, hosts } = deps;
  const mail = smtpUrl === null || from === null ? null : createTransport(smtpUrl, { from });

  const sendMail = async ({ address, title, text, id }: Outgoing): Promise<Outcome> => {
    if (!mail) return { state: 'failed', fault: 'SMTP_URL is not set' };
    try {
      await mail.sendMail({ to: address, subject: title, text, messageId: `<${id}@greensleeve>` });
      return { state: 'sent' };
    } catch (error) {
      const answered = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : null;
      const fault = answered ? `SMTP ${answered}` : codeOf(error) || 'no answer';
      if (answered !== null) return { state: answered >= 500 ? 'failed' : 'again', fault };
      // An id that stays the same makes a second copy harmless.
      return { state: 'again', fault };
    }
  };

  return {
    canMail: mail !== null,
    hosts,
    async send(message) {
      const { kind } = message;
      if (kind === 'email') return sendMail(message);
      if (!hosts.includes(URL.parse(message.address)?.host ?? '')) return { state: 'failed', fault: 'host not listed' };
      return sendToRobot({ ...message, kind });
    },
  };
}
