/** Reads the credentials that a request carries: cookies and bearer tokens. */
import type { Request } from 'express';

/** The cookie's value; null when it isn't there. */
export function readCookie(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** The token of `Authorization: Bearer …`; null when there is none. */
export function readBearer(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
