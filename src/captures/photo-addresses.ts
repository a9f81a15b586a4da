/** Addresses of photographs for people: signed, for one person, for a short time. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';

export interface PhotoAddresses {
  /** Path of the picture, good for this person and about a quarter of an hour. */
  make(captureId: number, personId: number): string;
  /** The capture's number; null when the token is not genuine, not theirs or has run out. */
  read(token: string, personId: number): number | null;
}

const validMs = 15 * 60_000;

/** Ends are rounded up to whole quarters of an hour, so that the same picture keeps its address and is cached. */
export function createPhotoAddresses(deps: { secret: string; clock: Clock }): PhotoAddresses {
  const sign = (text: string, personId: number): Buffer =>
    createHmac('sha256', deps.secret).update(`photo ${text} for ${personId}`).digest().subarray(0, 18);
  return {
    make(captureId, personId) {
      const until = (Math.floor(deps.clock() / validMs) + 2) * validMs;
      const text = `${captureId.toString(36)}.${until.toString(36)}`;
      return `/api/v1/photos/${text}.${sign(text, personId).toString('base64url')}`;
    },
    read(token, personId) {
      const match = /^([0-9a-z]+)\.([0-9a-z]+)\.([\w-]{24})$/.exec(token);
      if (!match) return null;
      const [, capture = '', until = '', signature = ''] = match;
      const genuine = timingSafeEqual(sign(`${capture}.${until}`, personId), Buffer.from(signature, 'base64url'));
      if (!genuine || Number.parseInt(until, 36) < deps.clock()) return null;
      return Number.parseInt(capture, 36);
    },
  };
}
