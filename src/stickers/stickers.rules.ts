/** Codes of stickers: short, in capitals and digits that can't be taken for each other. */

/** No 0/O, 1/I/L: a code may have to be typed from a worn sticker. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 6;

/** A code from random bytes, one byte a letter. */
export function codeFrom(random: Uint8Array): string {
  return Array.from(random.subarray(0, codeLength), (byte) => letters[byte % letters.length]).join('');
}
