/** The numbers on homes' bags: five characters by lot and one that shows slips. Pure. */

/** Without 0, O, 1, I and L. Thirty-one, a prime: no single slip or exchange leaves the weighted sum as it was. */
const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const drawn = 5;

const sumOf = (code: string): number =>
  [...code].reduce((sum, character, index) => sum + (index + 1) * characters.indexOf(character), 0) % characters.length;

/** The code that at least five random bytes stand for; that 256 is no multiple of 31 makes some a little likelier, which is no matter. */
export function homeCodeFrom(bytes: Uint8Array): string {
  const code = [...bytes.subarray(0, drawn)].map((byte) => characters[byte % characters.length]).join('');
  const weight = drawn + 1;
  const last = [...characters].find((_, value) => (sumOf(code) + weight * value) % characters.length === 0);
  return code + last;
}

/** Whether it can be a home's code: of the right length and characters, and without a slip. */
export function isHomeCode(text: string): boolean {
  const isWritten = text.length === drawn + 1 && [...text].every((character) => characters.includes(character));
  return isWritten && sumOf(text) === 0;
}
