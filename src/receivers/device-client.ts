/** Talks to a device's own interface with name and password: what the command that sets up pushing needs. */
import { randomBytes } from 'node:crypto';
import { answerDigest, chooseDigest, parseChallenges } from '../camera-client/digest.rules.ts';

export interface DeviceLogin {
  /** Such as http://192.168.1.64. */
  url: string;
  username: string;
  password: string;
}

/** Sends a request and gives the answer's text. Throws SetupError with what the device said. */
export type DeviceClient = (method: string, path: string, body?: string) => Promise<string>;

/** What stands in the way of setting a device up, in words for whoever runs the command. */
export class SetupError extends Error {
  override name = 'SetupError';
}

const timeoutMs = 10_000;

function authorization(header: string, method: string, uri: string, login: DeviceLogin): string {
  const challenges = parseChallenges(header);
  const digest = chooseDigest(challenges);
  if (digest) return answerDigest(digest, login, { method, uri, cnonce: randomBytes(8).toString('hex') });
  if (!challenges.some(({ scheme }) => scheme === 'basic')) {
    throw new SetupError('The device asks for a kind of authentication that is not known here.');
  }
  return `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
}

export function createDeviceClient(login: DeviceLogin): DeviceClient {
  const send = async (method: string, path: string, body: string | undefined, authorized: string | null) => {
    const headers: Record<string, string> = authorized === null ? {} : { authorization: authorized };
    if (body !== undefined) headers['content-type'] = 'application/xml';
    const given = { method, headers, redirect: 'manual' as const, signal: AbortSignal.timeout(timeoutMs) };
    return fetch(new URL(path, login.url), body === undefined ? given : { ...given, body }).catch((error: unknown) => {
      throw new SetupError(`The device at ${login.url} can’t be reached.`, { cause: error });
    });
  };
  return async (method, path, body) => {
    let answer = await send(method, path, body, null);
    const asked = answer.headers.get('www-authenticate');
    if (answer.status === 401 && asked !== null) {
      await answer.text();
      answer = await send(method, path, body, authorization(asked, method, path, login));
    }
    const text = await answer.text();
    if (answer.status === 401) throw new SetupError('The device refuses this name and password.');
    if (!answer.ok)
      throw new SetupError(`The device answers ${answer.status} to ${method} ${path}: ${text.slice(0, 300)}`);
    return text;
  };
}
