import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../inference/frame-match.ts';
import {
  movedAfterHidden,
  movedAfterShifted,
  newStanding,
  placeReason,
  returnedAfter,
  type Standing,
  stepStanding,
} from './camera-place.rules.ts';

const places: Place[] = ['in_place', 'shifted', 'hidden', 'unknown'];
const sequences = fc.array(fc.constantFrom(...places), { maxLength: 60 });
const standingAfter = (sequence: readonly Place[]): Standing => sequence.reduce(stepStanding, newStanding);

describe('where a camera stands', () => {
  it('counts as moved after three photographs found elsewhere, since the first of them', () => {
    expect(standingAfter(['in_place', 'shifted', 'shifted']).movedSince).toBeNull();
    expect(standingAfter(['in_place', 'shifted', 'shifted', 'shifted']).movedSince).toBe(1);
  });

  it('takes a van before it for nothing else, for some minutes', () => {
    const van = Array<Place>(movedAfterHidden - 1).fill('hidden');
    expect(standingAfter(van).movedSince).toBeNull();
    expect(placeReason(standingAfter(van), 'hidden')).toBe('lens_covered');
    expect(standingAfter([...van, 'hidden']).movedSince).toBe(0);
  });

  it('is put back when three photographs in a row are in place, not before', () => {
    const moved: Place[] = ['shifted', 'shifted', 'shifted'];
    expect(placeReason(standingAfter([...moved, 'in_place', 'in_place']), 'in_place')).toBe('camera_moved');
    expect(placeReason(standingAfter([...moved, 'in_place', 'in_place', 'in_place']), 'in_place')).toBeNull();
  });

  it('never counts as moved without so many photographs out of place since the last in place', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const told = sequence.filter((place) => place !== 'unknown');
        const run = told.length - 1 - told.lastIndexOf('in_place');
        if (run === 0 || standingAfter(sequence).outOfPlace === 0) return;
        const tail = told.slice(-run);
        const isMoved = tail.filter((place) => place === 'shifted').length >= movedAfterShifted;
        const standing = standingAfter(sequence);
        if (isMoved || run >= movedAfterHidden) expect(standing.movedSince).not.toBeNull();
        expect(standing.outOfPlace).toBe(Math.min(run, movedAfterHidden));
      }),
    );
  });

  it('is never moved after so many in place, and refuses nothing then', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const standing = standingAfter([...sequence, ...Array<Place>(returnedAfter).fill('in_place')]);
        expect(standing.movedSince).toBeNull();
        expect(placeReason(standing, 'in_place')).toBeNull();
      }),
    );
  });

  it('learns nothing from photographs that tell nothing', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const counted = (list: readonly Place[]) => ({ ...standingAfter(list), movedSince: null, outSince: null });
        expect(counted(sequence)).toEqual(counted(sequence.filter((place) => place !== 'unknown')));
      }),
    );
  });
});
