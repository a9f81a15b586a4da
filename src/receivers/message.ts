/** Takes a request's body apart by what it holds: documents, pictures, short fields; and notes each part for people to look at. */
import { createHash } from 'node:crypto';
import { decodeText, readDocument } from './documents.ts';
import type { Tree } from './fields.rules.ts';
import { mostParts, type Part, parameterOf, readMultipart } from './multipart.rules.ts';
import { isPicture, pictureEnd, pictureFromBase64 } from './picture-bytes.rules.ts';
import type { FoundPicture, Message } from './push-event.rules.ts';

export interface PushRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
}

/** One part of a body as people see it who look for what is wrong. */
export interface PartOutline {
  name: string | null;
  fileName: string | null;
  type: string | null;
  bytes: number;
  kind: 'document' | 'picture' | 'field' | 'cut_off' | 'unknown' | 'empty';
  /** Of text: its beginning, pictures in it left out. Of anything else: null. */
  text: string | null;
  sha256: string;
}

export interface TakenApart {
  message: Message;
  parts: PartOutline[];
  /** Pictures that break off. */
  cutOff: number;
}

const mostShownCharacters = 6_000;
const mostFieldBytes = 2_000;
const mostDepth = 3;

/** The beginning of a text for people; base64 is told of, not shown. */
function shownText(text: string): string {
  const bare = text.replaceAll(/[A-Za-z0-9+/=_-]{200,}/g, (run) => `[${run.length} characters of base64]`);
  return bare.length > mostShownCharacters ? `${bare.slice(0, mostShownCharacters)}…` : bare;
}

/** Pictures that stand somewhere among other bytes, whole ones only. */
function pictureRanges(bytes: Buffer): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let at = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  while (at >= 0 && ranges.length < mostParts) {
    const end = pictureEnd(bytes, at);
    if (end > 0) ranges.push({ from: at, to: end });
    at = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]), end > 0 ? end : at + 3);
  }
  return ranges;
}

/** Without the blank lines that some devices put before a picture. */
function withoutLeadingBlank(bytes: Buffer): Buffer {
  let from = 0;
  while (from < 8 && (bytes[from] === 0x0d || bytes[from] === 0x0a || bytes[from] === 0x20)) from += 1;
  return isPicture(bytes, from) ? bytes.subarray(from) : bytes;
}

const isOdd = (character: string): boolean => character === '\ufffd' || (character < ' ' && !/\s/.test(character));

/** Text for people, as against bytes of something else. */
const isReadable = (text: string): boolean => [...text.slice(0, 2_000)].filter(isOdd).length <= text.length / 100;

interface Gathered {
  documents: Tree[];
  pictures: FoundPicture[];
  fields: Record<string, string>;
  parts: PartOutline[];
}

function note(gathered: Gathered, part: Part, kind: PartOutline['kind'], text: string | null): void {
  const { name, fileName, type, body } = part;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const shown = text === null ? null : shownText(text);
  gathered.parts.push({ name, fileName, type, bytes: body.length, kind, text: shown, sha256 });
}

function gatherPicture(gathered: Gathered, { name, fileName }: Part, bytes: Buffer): void {
  const names = [name, fileName].filter((one) => one !== null);
  gathered.pictures.push({ names, bytes, afterDocument: gathered.documents.length });
}

/** Text, a document, a picture as base64, pictures among other bytes, or none of it. */
function gatherMixed(gathered: Gathered, part: Part): void {
  const ranges = pictureRanges(part.body);
  const head = decodeText(part.body.subarray(0, ranges[0]?.from ?? part.body.length));
  const text = isReadable(head) ? head : null;
  const document = text === null ? null : readDocument(text);
  const written = text === null || document !== null ? null : pictureFromBase64(text.trim());
  if (document !== null) gathered.documents.push(document);
  for (const { from, to } of ranges) gatherPicture(gathered, part, part.body.subarray(from, to));
  if (written) gatherPicture(gathered, part, written);
  const hasPicture = ranges.length > 0 || written !== null;
  note(gathered, part, document !== null ? 'document' : hasPicture ? 'picture' : 'unknown', text);
}

/** The words of a short form field; null when the part is something else. */
function fieldText({ name, fileName, body }: Part): string | null {
  if (name === null || fileName !== null || body.length > mostFieldBytes) return null;
  const text = decodeText(body);
  return /^\s*[<{[]|[\n=]/.test(text) || !isReadable(text) ? null : text.trim();
}

function gatherPlain(gathered: Gathered, given: Part): void {
  const part = { ...given, body: withoutLeadingBlank(given.body) };
  const field = fieldText(part);
  if (part.body.length === 0) note(gathered, part, 'empty', null);
  else if (isPicture(part.body) && pictureEnd(part.body) < 0) note(gathered, part, 'cut_off', null);
  else if (isPicture(part.body)) {
    gatherPicture(gathered, part, part.body);
    note(gathered, part, 'picture', null);
  } else if (field !== null) {
    gathered.fields[part.name ?? ''] = field;
    note(gathered, part, 'field', field);
  } else gatherMixed(gathered, part);
}

function gather(gathered: Gathered, part: Part, depth: number): void {
  const isNested = depth < mostDepth && part.type?.startsWith('multipart/') === true;
  const boundary = parameterOf(part.headers['content-type'] ?? '', 'boundary');
  const inner = isNested ? readMultipart(part.body, boundary) : null;
  if (inner) for (const one of inner) gather(gathered, one, depth + 1);
  else gatherPlain(gathered, part);
}

function partsOf({ headers, body }: PushRequest): { parts: Part[]; isMultipart: boolean } {
  const type = headers['content-type'] ?? '';
  const isDeclared = /^\s*multipart\//i.test(type);
  const begin = body.toString('latin1', 0, 64).trimStart();
  if (isDeclared || begin.startsWith('--')) {
    const found = readMultipart(body, isDeclared ? parameterOf(type, 'boundary') : null);
    if (found) return { parts: found, isMultipart: true };
  }
  const disposition = headers['content-disposition'] ?? '';
  const whole: Part = {
    headers: {},
    name: null,
    fileName: parameterOf(disposition, 'filename'),
    type: type.split(';')[0]?.trim().toLowerCase() || null,
    body,
  };
  return { parts: body.length === 0 ? [] : [whole], isMultipart: false };
}

export function takeApart(request: PushRequest): TakenApart {
  const { parts, isMultipart } = partsOf(request);
  const gathered: Gathered = { documents: [], pictures: [], fields: { ...request.query }, parts: [] };
  for (const part of parts) gather(gathered, part, isMultipart ? 1 : 0);
  const { documents, pictures, fields } = gathered;
  return {
    message: { method: request.method, path: request.path, fields, documents, pictures },
    parts: gathered.parts,
    cutOff: gathered.parts.filter(({ kind }) => kind === 'cut_off').length,
  };
}
