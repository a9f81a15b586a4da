import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeCodeFrom, isHomeCode } from './home-codes.rules.ts';

const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

describe('a home’s code', () => {
  it('is told from one with a wrong character or two exchanged', () => {
    fc.assert(
      fc.property(bytes, fc.nat(5), fc.nat(30), fc.nat(5), (drawn, place, value, other) => {
        const code = homeCodeFrom(drawn);
        expect(isHomeCode(code)).toBe(true);
        const letters = [...code];
        const slipped = letters.with(place, characters[value]!).join('');
        expect(isHomeCode(slipped)).toBe(slipped === code);
        const exchanged = letters.with(place, letters[other]!).with(other, letters[place]!).join('');
        expect(isHomeCode(exchanged)).toBe(exchanged === code);
      }),
    );
  });

  it('has six characters and none that is taken for another', () => {
    fc.assert(fc.property(bytes, (drawn) => /^[2-9A-HJKMNP-Z]{6}$/.test(homeCodeFrom(drawn))));
    expect(['', 'ABCDE', 'abcdef', '0OIL11'].map(isHomeCode)).toEqual([false, false, false, false]);
  });
});
