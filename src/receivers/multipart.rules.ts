/** Reads multipart bodies as devices send them: wrong or missing lengths, odd boundaries, no end, pictures that hold the boundary. */
import { isPicture, pictureEnd } from './picture-bytes.rules.ts';

export interface Part {
  /** Lower-case names. */
  headers: Record<string, string>;
  /** By Content-Disposition, else by Content-ID; null: it has none. */
  name: string | null;
  fileName: string | null;
  /** Lower case, without parameters; null: not said. */
  type: string | null;
  body: Buffer;
}

export const mostParts = 200;
const mostHeaderBytes = 16_384;
const lf = 0x0a;
const cr = 0x0d;
const dash = 0x2d;

/** The value of a parameter such as boundary or name, with or without quotes. */
export function parameterOf(header: string, name: string): string | null {
  const found = new RegExp(`(?:^|[;\\s])${name}\\s*=\\s*(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(header);
  const value = (found?.[1] ?? found?.[2])?.trim();
  return value ? value : null;
}

const endsLine = (byte: number | undefined): boolean => byte === undefined || byte === lf || byte === cr;

/** Whether the delimiter that stands at `at` is one: at the start of a line, and with nothing but dashes or blanks behind it. */
function isDelimiterAt(body: Buffer, at: number, delimiter: Buffer): boolean {
  if (at > 0 && body[at - 1] !== lf) return false;
  let behind = at + delimiter.length;
  while (body[behind] === dash || body[behind] === 0x20 || body[behind] === 0x09) behind += 1;
  return endsLine(body[behind]);
}

function findDelimiter(body: Buffer, from: number, delimiter: Buffer): number {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (isDelimiterAt(body, at, delimiter)) return at;
  }
  return -1;
}

/** The body's first line that could be a delimiter; null: it begins with none. */
function firstLine(body: Buffer): string | null {
  const text = body.toString('latin1', 0, 300).trimStart();
  return /^(--[^\r\n]{1,200}?)[ \t]*\r?\n/.exec(text)?.[1] ?? null;
}

/**
 * What separates the parts: two dashes and the boundary by the standard, the boundary itself where the device counted its
 * dashes in, or whatever the first line says. The one that comes first wins.
 */
function delimiterOf(body: Buffer, boundary: string | null): Buffer | null {
  const candidates = boundary === null ? [] : [`--${boundary}`, boundary];
  const found = candidates
    .map((text) => Buffer.from(text, 'latin1'))
    .map((delimiter) => ({ delimiter, at: findDelimiter(body, 0, delimiter) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  const first = firstLine(body);
  if (found && (first === null || found.at < 300)) return found.delimiter;
  return first === null ? (found?.delimiter ?? null) : Buffer.from(first, 'latin1');
}

const skipLine = (body: Buffer, from: number): number => {
  const at = body.indexOf(lf, from);
  return at < 0 ? body.length : at + 1;
};

/** Header lines up to the blank one; a part may have none at all. */
function readHeaders(body: Buffer, from: number): { headers: Record<string, string>; at: number } {
  const headers: Record<string, string> = {};
  let at = from;
  while (at < body.length && at - from < mostHeaderBytes) {
    if (isPicture(body, at)) return { headers, at };
    const end = skipLine(body, at);
    const line = body.toString('utf8', at, end).trim();
    if (line === '') return { headers, at: end };
    const header = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(line);
    if (!header?.[1]) return { headers, at };
    headers[header[1].toLowerCase()] = header[2] ?? '';
    at = end;
  }
  return { headers, at };
}

/** Without the line break that belongs to the delimiter behind it. */
function withoutBreak(body: Buffer, from: number, to: number): number {
  if (to > from && body[to - 1] === lf) return to - 1 > from && body[to - 2] === cr ? to - 2 : to - 1;
  return to;
}

/** Where the content ends and where the next delimiter stands (the body's end when there is none). */
function readContent(body: Buffer, from: number, delimiter: Buffer, saidLength: number) {
  const pictureAt = pictureEnd(body, from);
  const said = from + saidLength;
  if (saidLength > 0 && said <= body.length && (pictureAt < 0 || said >= pictureAt)) {
    let next = said;
    while (next < said + 4 && (body[next] === cr || body[next] === lf)) next += 1;
    const isThere = body.subarray(next, next + delimiter.length).equals(delimiter);
    if (isThere || next >= body.length) return { end: said, next: isThere ? next : body.length };
  }
  const next = findDelimiter(body, pictureAt > 0 ? pictureAt : from, delimiter);
  if (next >= 0) return { end: withoutBreak(body, from, next), next };
  const end = pictureAt > 0 ? pictureAt : body.length;
  return { end, next: body.length };
}

/** Line breaks that a wrong length counts in, or that a device adds, are no part of a picture that has ended. */
function withoutBreaksBehindPicture(body: Buffer, from: number, end: number): number {
  const pictureAt = pictureEnd(body, from);
  if (pictureAt < 0) return end;
  let at = end;
  while (at > pictureAt && (body[at - 1] === lf || body[at - 1] === cr)) at -= 1;
  return at === pictureAt ? pictureAt : end;
}

const nameIn = (disposition: string, name: string): string | null => {
  const extended = parameterOf(disposition, `${name}\\*`);
  if (extended === null) return parameterOf(disposition, name);
  const text = extended.replace(/^[\w-]*''/, '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function toPart(headers: Record<string, string>, body: Buffer): Part {
  const disposition = headers['content-disposition'] ?? '';
  const id = headers['content-id']?.replaceAll(/[<>]/g, '').trim() || null;
  return {
    headers,
    name: nameIn(disposition, 'name') ?? id,
    fileName: nameIn(disposition, 'filename') ?? parameterOf(headers['content-type'] ?? '', 'name'),
    type: headers['content-type']?.split(';')[0]?.trim().toLowerCase() || null,
    body,
  };
}

/** Null when nothing in the body looks like a delimiter. `boundary`: as the request's header says, if it does. */
export function readMultipart(body: Buffer, boundary: string | null): Part[] | null {
  const delimiter = delimiterOf(body, boundary);
  if (!delimiter) return null;
  const parts: Part[] = [];
  let at = findDelimiter(body, 0, delimiter);
  while (at >= 0 && at < body.length && parts.length < mostParts) {
    const behind = at + delimiter.length;
    const isLast = body[behind] === dash && body[behind + 1] === dash;
    if (isLast) return parts;
    const { headers, at: from } = readHeaders(body, skipLine(body, behind));
    const { end, next } = readContent(body, from, delimiter, Number(headers['content-length'] ?? 0));
    if (end > from || Object.keys(headers).length > 0)
      parts.push(toPart(headers, body.subarray(from, withoutBreaksBehindPicture(body, from, end))));
    at = next;
  }
  return parts;
}
