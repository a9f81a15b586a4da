/** Finds where a picture ends by its own structure, for bodies whose lengths and boundaries can't be believed. */

const startsAt = (bytes: Buffer, at: number, ...values: number[]): boolean =>
  values.every((value, index) => bytes[at + index] === value);

const isJpeg = (bytes: Buffer, at = 0): boolean => startsAt(bytes, at, 0xff, 0xd8, 0xff);
const isPng = (bytes: Buffer, at = 0): boolean => startsAt(bytes, at, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const isWebp = (bytes: Buffer, at = 0): boolean =>
  bytes.toString('latin1', at, at + 4) === 'RIFF' && bytes.toString('latin1', at + 8, at + 12) === 'WEBP';

/** Whether a picture of a kind that is taken in begins there. */
export const isPicture = (bytes: Buffer, at = 0): boolean => isJpeg(bytes, at) || isPng(bytes, at) || isWebp(bytes, at);

/** Behind the scan data from `at` on: where its next true marker stands; -1 when the data ends before. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return -1;
    const next = bytes[at + 1] ?? 0;
    // A stuffed zero, a restart or a fill byte belong to the data.
    if (next === 0x00 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else if (next === 0xff) at += 1;
    else return at;
  }
}

/** The JPEG's last byte + 1; -1 when it breaks off, also where another picture begins before it has ended. */
function endOfJpeg(bytes: Buffer, from: number): number {
  let at = from + 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return -1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd8 || at + 4 > bytes.length) return -1;
    else {
      const behind = at + 2 + bytes.readUInt16BE(at + 2);
      at = marker === 0xda ? endOfScan(bytes, behind) : behind;
      if (at < 0) return -1;
    }
  }
  return -1;
}

function endOfPng(bytes: Buffer, from: number): number {
  const at = bytes.indexOf('IEND', from, 'latin1');
  return at < 0 || at + 8 > bytes.length ? -1 : at + 8;
}

function endOfWebp(bytes: Buffer, from: number): number {
  const end = from + 8 + bytes.readUInt32LE(from + 4);
  return end > bytes.length ? -1 : end;
}

/** Where the picture that begins at `from` ends; -1 when there is none or it breaks off. */
export function pictureEnd(bytes: Buffer, from = 0): number {
  if (isJpeg(bytes, from)) return endOfJpeg(bytes, from);
  if (isPng(bytes, from)) return endOfPng(bytes, from);
  if (isWebp(bytes, from) && from + 12 <= bytes.length) return endOfWebp(bytes, from);
  return -1;
}

/** A picture written as base64, with or without a data address before it; null when the text is none. */
export function pictureFromBase64(text: string): Buffer | null {
  const bare = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  const begin = bare.slice(0, 64).replaceAll(/\s/g, '');
  if (!/^(\/9j\/|_9j_|iVBORw0KGgo|UklGR)/.test(begin)) return null;
  const bytes = Buffer.from(bare, 'base64');
  return isPicture(bytes) ? bytes : null;
}
