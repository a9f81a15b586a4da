/** Whether a camera still stands where its views were drawn, from what its latest photographs say one after the other. */
import type { UnusableReason } from '../inference/categories.ts';
import type { Place } from '../inference/frame-match.ts';

/** Counted since the camera was last found in its place, and since it was last found out of it. */
export interface Standing {
  /** Photographs in a row that were not in place, and how many of these were found elsewhere (`shifted`). */
  outOfPlace: number;
  shifted: number;
  /** Photographs in a row that were in place, up to `returnedAfter`. */
  inPlace: number;
  /** Moment of the first photograph of those by which it counts as moved; null while it does not. */
  movedSince: number | null;
  /** Moment of the first of the photographs in a row that were not in place. */
  outSince: number | null;
}

/** Photographs taken to be what a camera sees when nothing moves: enough for their median to hold no passer-by. */
export const referenceFrames = 7;
/** Those are taken at least so far apart: a burst would show one passer-by seven times. */
export const referenceSpacingMs = 20_000;
/** A camera counts as moved after so many photographs in a row found elsewhere; a van before it is found nowhere. */
export const movedAfterShifted = 3;
/** … or after so many in which next to nothing was found where it was: by then it is no van. */
export const movedAfterHidden = 10;
/** It counts as put back after so many in a row in place. */
export const returnedAfter = 3;

export const newStanding: Standing = { outOfPlace: 0, shifted: 0, inPlace: 0, movedSince: null, outSince: null };

/** Takes in the next photograph, taken at `at`. A photograph that tells nothing changes nothing. */
export function stepStanding(standing: Standing, place: Place, at: number): Standing {
  if (place === 'unknown') return standing;
  if (place === 'in_place') {
    const inPlace = Math.min(returnedAfter, standing.inPlace + 1);
    const movedSince = inPlace >= returnedAfter ? null : standing.movedSince;
    return { outOfPlace: 0, shifted: 0, inPlace, movedSince, outSince: null };
  }
  const outOfPlace = Math.min(movedAfterHidden, standing.outOfPlace + 1);
  const shifted = Math.min(movedAfterShifted, standing.shifted + (place === 'shifted' ? 1 : 0));
  const outSince = standing.outSince ?? at;
  const isMoved = shifted >= movedAfterShifted || outOfPlace >= movedAfterHidden;
  return { outOfPlace, shifted, inPlace: 0, movedSince: standing.movedSince ?? (isMoved ? outSince : null), outSince };
}

/**
 * Why the views of a photograph can't be trusted to show their bins; null when they can. One that is found elsewhere is
 * refused at once; where nothing is found, something stands before the camera.
 */
export function placeReason(standing: Standing, place: Place): UnusableReason | null {
  if (standing.movedSince !== null || place === 'shifted') return 'camera_moved';
  return place === 'hidden' ? 'lens_covered' : null;
}
