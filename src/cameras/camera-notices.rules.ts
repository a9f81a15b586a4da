/** When a camera whose pictures stay unusable is reported, and when it has recovered. */
import type { PictureFault } from './camera-notices.schemas.ts';

/** A stretch of pictures that could not be used, and those since that could. */
export interface UnusableStretch {
  /** Moment of the first picture that could not be used. */
  since: number;
  /** Pictures that could not be used, by reason. */
  faults: Partial<Record<PictureFault, number>>;
  /** Minutes of the station's opening hours that it has lasted. */
  openMinutes: number;
  /** Usable pictures in a row since, and the moment of the first; null: the latest was not. */
  usable: number;
  usableSince: number | null;
}

export interface NextPicture {
  at: number;
  /** Null: it could be used. */
  fault: PictureFault | null;
  /** Minutes of the station's opening hours since the picture before. */
  openMinutes: number;
}

/** A single good picture among bad ones ends nothing. */
export const recoveredAfter = 3;
/** Fewer pictures than this say little, however long they lasted. */
export const leastPictures = 5;

/** Takes in the next picture; null when there is no such stretch (any more). */
export function stepStretch(
  stretch: UnusableStretch | null,
  { at, fault, openMinutes }: NextPicture,
): UnusableStretch | null {
  if (!stretch) {
    return fault === null ? null : { since: at, faults: { [fault]: 1 }, openMinutes: 0, usable: 0, usableSince: null };
  }
  const lasted = { ...stretch, openMinutes: stretch.openMinutes + openMinutes };
  if (fault === null) {
    const usable = stretch.usable + 1;
    return usable >= recoveredAfter ? null : { ...lasted, usable, usableSince: stretch.usableSince ?? at };
  }
  const faults = { ...stretch.faults, [fault]: (stretch.faults[fault] ?? 0) + 1 };
  return { ...lasted, faults, usable: 0, usableSince: null };
}

/** Pictures of a stretch that could not be used. */
export function pictureCount({ faults }: Pick<UnusableStretch, 'faults'>): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

/** The commonest fault of a stretch; of equally common ones the first that came. */
export function commonestFault({ faults }: Pick<UnusableStretch, 'faults'>): PictureFault {
  const [first, ...others] = Object.entries(faults) as [PictureFault, number][];
  if (!first) throw new Error('a stretch without a picture');
  return others.reduce((best, next) => (next[1] > best[1] ? next : best), first)[0];
}

/** Whether a stretch has lasted long enough to be reported. */
export function isReportable(stretch: UnusableStretch, graceMinutes: number): boolean {
  return stretch.openMinutes >= graceMinutes && pictureCount(stretch) >= leastPictures && stretch.usable === 0;
}
