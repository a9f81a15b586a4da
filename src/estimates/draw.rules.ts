/** The nightly draw of audits from what was not flagged: how many from each stratum, and which; seeded, so that it can be done again. */
import { createHmac } from 'node:crypto';

/** Something that may be drawn. */
export interface Candidate {
  /** Unique within the draw; the choice depends on it and the seed alone. */
  id: string;
  stratum: string;
}

export interface Draw<Item extends Candidate> {
  /** `selection`: the probability with which it came to be chosen, n_h / N_h. */
  chosen: (Item & { selection: number })[];
  /** The same probability by stratum, also of those that were not chosen. */
  selectionOf(stratum: string): number;
  /** For each cell, a stratum or some put together: how many there were, how many are audited. */
  strata: { stratum: string; size: number; audits: number }[];
}

/** Place of a candidate in the seeded order of this draw. */
function placeOf(seed: string, draw: string, id: string): number {
  return createHmac('sha256', seed).update(`audit ${draw} ${id}`).digest().readUIntBE(0, 6);
}

/**
 * Audits for each stratum: one from each, then a second one from each while the budget reaches (the largest first), the rest in
 * proportion to size × `spread` (Neyman) by largest remainder, never more than there are. Deterministic.
 */
export function allocate(
  strata: readonly { stratum: string; size: number; spread: number }[],
  budget: number,
  least = 1,
): Map<string, number> {
  const order = [...strata].sort((a, b) => b.size * b.spread - a.size * a.spread || (a.stratum < b.stratum ? -1 : 1));
  const given = new Map(order.map(({ stratum }) => [stratum, 0]));
  let left = Math.min(
    budget,
    order.reduce((total, { size }) => total + size, 0),
  );
  const give = (stratum: string, count: number): void => {
    given.set(stratum, (given.get(stratum) ?? 0) + count);
    left -= count;
  };
  for (let round = 0; round < least; round += 1) {
    for (const { stratum, size } of order) if (left > 0 && size > round) give(stratum, 1);
  }
  while (left > 0) {
    const open = order.filter(({ stratum, size }) => size > (given.get(stratum) ?? 0));
    const total = open.reduce((all, { size, spread }) => all + size * spread, 0);
    const shares = open.map(({ stratum, size, spread }) => {
      const wanted = Math.min((left * size * spread) / total, size - (given.get(stratum) ?? 0));
      return { stratum, whole: Math.floor(wanted), rest: wanted - Math.floor(wanted) };
    });
    const remainders = shares.reduce((all, { rest }) => all + rest, 0);
    const byRest = [...shares].sort((a, b) => b.rest - a.rest).slice(0, Math.round(remainders));
    for (const { stratum, whole } of shares) give(stratum, whole);
    for (const { stratum } of byRest) give(stratum, Math.min(1, left));
  }
  return given;
}

/**
 * Puts strata together until the budget reaches each: nothing may have no chance to be drawn. The smallest goes with its
 * smaller neighbour in the order of names. Returns the cell each stratum is drawn in.
 */
function fitBudget(sizes: ReadonlyMap<string, number>, budget: number): Map<string, string> {
  const cells = [...sizes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, size]) => ({ names: [name], size }));
  while (cells.length > Math.max(1, budget)) {
    const smallest = cells.reduce((best, { size }, index) => (size < (cells[best]?.size ?? 0) ? index : best), 0);
    const before = cells[smallest - 1];
    const after = cells[smallest + 1];
    const [removed] = cells.splice(smallest, 1);
    const neighbour = before && (!after || before.size <= after.size) ? before : after;
    if (!removed || !neighbour) break;
    neighbour.names.push(...removed.names);
    neighbour.size += removed.size;
  }
  return new Map(cells.flatMap(({ names }) => names.map((name) => [name, names.join('+')] as const)));
}

/** Draws the audits of one day. `draw` names it (the community's day), `spread` tells how much verdicts vary in a stratum. */
export function drawAudits<Item extends Candidate>(
  candidates: readonly Item[],
  { seed, draw, budget, spread }: { seed: string; draw: string; budget: number; spread: (stratum: string) => number },
): Draw<Item> {
  const own = Map.groupBy(candidates, ({ stratum }) => stratum);
  const cells = fitBudget(new Map([...own].map(([stratum, { length }]) => [stratum, length])), budget);
  const byStratum = Map.groupBy(candidates, ({ stratum }) => cells.get(stratum) ?? stratum);
  const sizes = [...byStratum].map(([stratum, { length: size }]) => ({ stratum, size, spread: spread(stratum) }));
  const audits = allocate(sizes, budget);
  const chosen = [...byStratum].flatMap(([stratum, members]) => {
    const count = audits.get(stratum) ?? 0;
    return members
      .map((member) => ({ member, place: placeOf(seed, draw, member.id) }))
      .sort((a, b) => a.place - b.place || (a.member.id < b.member.id ? -1 : 1))
      .slice(0, count)
      .map(({ member }) => ({ ...member, selection: count / members.length }));
  });
  const strata = sizes
    .map(({ stratum, size }) => ({ stratum, size, audits: audits.get(stratum) ?? 0 }))
    .sort((a, b) => (a.stratum < b.stratum ? -1 : 1));
  const selectionOf = (stratum: string): number => {
    const cell = cells.get(stratum) ?? stratum;
    return (audits.get(cell) ?? 0) / (byStratum.get(cell)?.length ?? 1);
  };
  return { chosen, selectionOf, strata };
}
