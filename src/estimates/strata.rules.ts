/** Strata of the audit draw: station group × score band, and how small ones are put together before anything is drawn. */

/** Upper ends of the score bands below the threshold, as shares of it; the last band ends at the threshold. */
const bandEnds = [0.1, 0.5] as const;

/** 0 for the surest, counting up. A score of null (nothing usable, nothing thought misplaced) is in the first. */
export function bandOf(score: number | null, threshold: number): number {
  const share = score === null || threshold <= 0 ? 0 : score / threshold;
  const index = bandEnds.findIndex((end) => share < end);
  return index === -1 ? bandEnds.length : index;
}

export const bandCount = bandEnds.length + 1;

/** How much verdicts are thought to vary within a band, before anything is known: the standard deviation of wrong or not. */
const spreads = [0.2, 0.25, 0.35] as const;

export const spreadOfBand = (band: number): number => spreads[band] ?? 0.25;

/** Band first, so that neighbours by name are of the same band. `group`: of stations. */
export const stratumOf = (group: string, band: number): string => `${band}/${group}`;

/** Fewer audits than this tell too little of how much verdicts vary where what is misplaced is rare (decision 017). */
const leastAudits = 120;

/**
 * Which stratum each one is counted with in the variance, so that each holds at least `least` audits. The rule is fixed before
 * the draw: in the order of names (band by band, group by group) a stratum with too few is put together with the next, the
 * last with the one before. `audits`: in the month, from each.
 */
export function collapseStrata(
  audited: readonly { stratum: string; audits: number }[],
  least = leastAudits,
): Map<string, string> {
  const groups: { names: string[]; audits: number }[] = [];
  for (const { stratum, audits } of [...audited].sort((a, b) => (a.stratum < b.stratum ? -1 : 1))) {
    const last = groups.at(-1);
    if (last && last.audits < least) {
      last.names.push(stratum);
      last.audits += audits;
    } else groups.push({ names: [stratum], audits });
  }
  const [before, last] = groups.slice(-2);
  if (before && last && last.audits < least) before.names.push(...(groups.pop()?.names ?? []));
  return new Map(groups.flatMap(({ names }) => names.map((name) => [name, names.join('+')] as const)));
}
