/** Addresses of photographs for people: signed, for one person, for a short time. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';

/** Addresses for those who are not signed in are made out to this number, which no account has. */
export const nobody = 0;

export interface PhotoAddresses {
  /** Path of the picture, good for this person and about a quarter of an hour. */
  make(captureId: number, personId: number): string;
  /** The capture's number; null when the token is not genuine, not theirs or has run out. */
  read(token: string, personId: number): number | null;
  /** Path of what may leave the desk: the crop of a view, the rest in squares; without a view all of it is. */
  makeCrop(captureId: number, viewRevisionId: number | null, personId: number): string;
  /** Null as of `read`. */
  readCrop(token: string, personId: number): { captureId: number; viewRevisionId: number | null } | null;
}

const validMs = 15 * 60_000;

/** Ends are rounded up to whole quarters of an hour, so that the same picture keeps its address and is cached. */
export function createPhotoAddresses(deps: { secret: string; clock: Clock }): PhotoAddresses {
  const sign = (kind: 'photo' | 'crop', text: string, personId: number): Buffer =>
    createHmac('sha256', deps.secret).update(`${kind} ${text} for ${personId}`).digest().subarray(0, 18);
  const make = (kind: 'photo' | 'crop', numbers: number[], personId: number): string => {
    const until = (Math.floor(deps.clock() / validMs) + 2) * validMs;
    const text = [...numbers, until].map((number) => number.toString(36)).join('.');
    return `${text}.${sign(kind, text, personId).toString('base64url')}`;
  };
  const read = (kind: 'photo' | 'crop', token: string, personId: number): number[] | null => {
    const match = /^((?:[0-9a-z]+\.){1,2}[0-9a-z]+)\.([\w-]{24})$/.exec(token);
    if (!match) return null;
    const [, text = '', signature = ''] = match;
    const genuine = timingSafeEqual(sign(kind, text, personId), Buffer.from(signature, 'base64url'));
    const numbers = text.split('.').map((part) => Number.parseInt(part, 36));
    const until = numbers.pop() ?? 0;
    return genuine && until >= deps.clock() ? numbers : null;
  };
  return {
    make: (captureId, personId) => `/api/v1/photos/${make('photo', [captureId], personId)}`,
    read: (token, personId) => read('photo', token, personId)?.[0] ?? null,
    makeCrop: (captureId, viewRevisionId, personId) =>
      `/api/v1/crops/${make('crop', [captureId, viewRevisionId ?? 0], personId)}`,
    readCrop(token, personId) {
      const [captureId, viewRevisionId] = read('crop', token, personId) ?? [];
      if (captureId === undefined || viewRevisionId === undefined) return null;
      return { captureId, viewRevisionId: viewRevisionId || null };
    },
  };
}
