import { describe, expect, it } from 'vitest';
import { createPhotoAddresses } from './photo-addresses.ts';

let now = Date.parse('2026-11-20T10:00:00Z');
const addresses = createPhotoAddresses({ secret: 'a secret', clock: () => now });
const tokenOf = (path: string): string => path.split('/').at(-1) ?? '';

describe('the address of a photograph', () => {
  it('is good for one person and for a while', () => {
    const token = tokenOf(addresses.make(7, 1));
    expect(addresses.read(token, 1)).toBe(7);
    expect(addresses.read(token, 2)).toBeNull();
    expect(addresses.read(`${token.slice(0, -1)}_`, 1)).toBeNull();
    expect(addresses.read('', 1)).toBeNull();
    now += 31 * 60_000;
    expect(addresses.read(token, 1)).toBeNull();
  });

  it('of a crop opens that crop alone, never the photograph', () => {
    const token = tokenOf(addresses.makeCrop(7, 9, 1));
    expect(addresses.readCrop(token, 1)).toEqual({ captureId: 7, viewRevisionId: 9 });
    expect(addresses.readCrop(tokenOf(addresses.makeCrop(7, null, 1)), 1)).toEqual({
      captureId: 7,
      viewRevisionId: null,
    });
    expect(addresses.readCrop(token, 2)).toBeNull();
    expect(addresses.read(token, 1)).toBeNull();
    expect(addresses.readCrop(tokenOf(addresses.make(7, 1)), 1)).toBeNull();
    expect(addresses.readCrop(token.replace('.9.', '.a.'), 1)).toBeNull();
  });
});
