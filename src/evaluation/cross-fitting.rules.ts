/** Cross-fitting over groups: what is chosen for a photograph is chosen on the groups of other folds. Pure. */
import { createHash } from 'node:crypto';

/** The fold, 0 to `folds` − 1, of a group: a hash of seed and group, so that it depends on nothing else. */
export function foldOf(group: string, folds: number, seed: number): number {
  return createHash('sha256').update(`${seed}:${group}`).digest().readUInt32BE(0) % folds;
}

export interface CrossFitOptions {
  folds: number;
  seed: number;
}

export interface CrossFitted<Fitted> {
  /** What was chosen for each fold, on all others. */
  byFold: Fitted[];
  /** What a sample of this group is judged with. */
  forGroup(group: string): Fitted;
}

/** Chooses once for each fold, on the samples of all other folds. */
export function crossFit<Sample extends { group: string }, Fitted>(
  samples: readonly Sample[],
  choose: (others: Sample[]) => Fitted,
  { folds, seed }: CrossFitOptions,
): CrossFitted<Fitted> {
  const foldOfSample = samples.map(({ group }) => foldOf(group, folds, seed));
  const byFold = Array.from({ length: folds }, (_, fold) =>
    choose(samples.filter((_sample, index) => foldOfSample[index] !== fold)),
  );
  return { byFold, forGroup: (group) => byFold[foldOf(group, folds, seed)]! };
}
