import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FoundBlock, likeliestMove } from './camera-move.ts';
import { mapHeight, mapWidth } from './frame-map.ts';
import { frameReferenceOf, isReferenceUsable, matchFrame, placeOf } from './frame-match.ts';
import { frameSignatureOf, signatureBytes } from './frame-signature.ts';

/** A number 0..1 for a cell of a plane, the same for the same cell and seed. */
function hash(x: number, y: number, seed: number): number {
  let mixed = Math.imul(x * 374_761 + y * 668_265 + seed * 977, 2_246_822_519) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 3_266_489_917) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}

/** A wall of tiles, other ones for each seed, seen by a camera that was moved and lit. */
function mapOf(
  seed: number,
  look: { right?: number; down?: number; turn?: number; light?: number; noise?: number } = {},
) {
  const { right = 0, down = 0, turn = 0, light = 1, noise = 0 } = look;
  const [wide, high] = [13 + (seed % 7), 9 + (seed % 5)];
  const map = new Float32Array(mapWidth * mapHeight);
  for (let y = 0; y < mapHeight; y += 1) {
    for (let x = 0; x < mapWidth; x += 1) {
      const [dx, dy] = [x - mapWidth / 2, y - mapHeight / 2];
      const u = 500 + dx * Math.cos(turn) - dy * Math.sin(turn) + right * mapWidth;
      const v = 500 + dx * Math.sin(turn) + dy * Math.cos(turn) + down * mapWidth;
      const row = Math.floor(v / high);
      const column = Math.floor((u + 7 * hash(0, row, seed)) / wide);
      const level = 40 + 160 * hash(column, row, seed);
      map[y * mapWidth + x] = Math.min(255, level * light + noise * (hash(x, y, seed + 1) - 0.5));
    }
  }
  return map;
}
const signatureOf = (...given: Parameters<typeof mapOf>) => frameSignatureOf(mapOf(...given));
const reference = frameReferenceOf([0.8, 0.9, 1, 1.1, 1.2].map((light) => signatureOf(1, { light, noise: 12 })));
const placeAt = (look: Parameters<typeof mapOf>[1], seed = 1) =>
  placeOf(matchFrame(reference, signatureOf(seed, look)));

describe('the place of a camera', () => {
  it('is the same in other light, with noise and a little shake', () => {
    expect(matchFrame(reference, signatureOf(1))).toMatchObject({ known: 48, inPlace: 1 });
    for (const look of [{ light: 0.5 }, { light: 1.3 }, { noise: 20 }, { right: 0.01 }, { down: -0.015 }]) {
      expect(placeAt(look), JSON.stringify(look)).toBe('in_place');
    }
  });

  it('is another when the camera was pushed or turned', () => {
    for (const look of [
      { right: 0.08 },
      { right: -0.12 },
      { down: 0.08 },
      { right: 0.1, down: -0.1 },
      { turn: 0.25 },
    ]) {
      expect(placeAt(look), JSON.stringify(look)).toBe('shifted');
    }
  });

  it('tells by how much it was pushed', () => {
    expect(matchFrame(reference, signatureOf(1, { right: 0.12 })).move).toBeCloseTo(0.12, 1);
  });

  it('is hidden where something else is seen', () => {
    expect(placeAt({}, 24)).toBe('hidden');
    expect(placeOf(matchFrame(reference, Buffer.alloc(signatureBytes)))).toBe('hidden');
  });

  it('stays while half of the picture is covered', () => {
    const [own, other] = [mapOf(1), mapOf(24)];
    const half = own.map((level, at) => (at % mapWidth < mapWidth / 2 ? level : other[at]!));
    expect(placeOf(matchFrame(reference, frameSignatureOf(half)))).toBe('in_place');
  });

  it('is unknown where the reference shows nothing, or each of its pictures something else', () => {
    const blank = frameReferenceOf([Buffer.alloc(signatureBytes)]);
    const wild = frameReferenceOf([1, 2, 3, 4, 5, 6, 7].map((seed) => signatureOf(seed)));
    for (const one of [blank, wild]) {
      expect(isReferenceUsable(one)).toBe(false);
      expect(placeOf(matchFrame(one, signatureOf(1)))).toBe('unknown');
    }
  });

  it('is known by the median: one passer-by among seven pictures leaves no trace', () => {
    const usual = Array.from({ length: 6 }, (_, seed) => signatureOf(1, { light: 0.9 + seed / 30 }));
    const { edges } = frameReferenceOf([...usual, signatureOf(24)]);
    const clean = frameReferenceOf(usual).edges;
    const difference = edges.reduce((sum, level, at) => sum + Math.abs(level - clean[at]!), 0);
    expect(difference / edges.length).toBeLessThan(3);
  });

  it('takes signatures only', () => {
    expect(() => frameReferenceOf([])).toThrow(RangeError);
    expect(() => frameReferenceOf([Buffer.alloc(3)])).toThrow(RangeError);
  });
});

describe('the likeliest move', () => {
  const grid = Array.from({ length: 48 }, (_, at) => ({ x: (at % 8) * 4, y: Math.floor(at / 8) * 4 }));

  it('is the one that most parts made, whatever the others did', () => {
    const shift = fc.record({ right: fc.integer({ min: -6, max: 6 }), down: fc.integer({ min: -6, max: 6 }) });
    fc.assert(
      fc.property(shift, fc.array(shift, { minLength: 12, maxLength: 12 }), (move, odd) => {
        const blocks: FoundBlock[] = grid.map((place, at) => ({ ...place, ...(at % 4 === 0 ? odd[at / 4]! : move) }));
        const found = likeliestMove(blocks);
        expect(found.agreeing).toBeGreaterThanOrEqual(36);
        // As exact as parts agree: 1.2 cells each way.
        expect(Math.abs(found.move - Math.hypot(move.right, move.down) / 32)).toBeLessThan((1.2 * Math.SQRT2) / 32);
      }),
      { numRuns: 30 },
    );
  });

  it('is none where nothing was found', () => {
    expect(likeliestMove([])).toEqual({ agreeing: 0, move: 0 });
  });
});
