/** What has changed in the ledger of a closed month since it was closed. Pure. */
import type { CaseRow, CorrectionRow, StationRow } from './report-inputs.ts';

/** A case of the closed month as it is now, with the day on which it came to be so. */
export interface CaseNow extends CaseRow {
  on: string;
}

/** A row of the ledger that was live at closing and has been voided since. */
export interface VoidedSince {
  violation: number;
  on: string;
}

/**
 * Frozen cases against those live now: another case is `confirmed`, one that is gone `voided`, one that stays with another content
 * `changed`. In the order of the cases' rows.
 */
export function correctionsOf(
  frozen: readonly CaseRow[],
  live: readonly CaseNow[],
  voided: readonly VoidedSince[],
  stations: readonly StationRow[],
): CorrectionRow[] {
  const stationOf = new Map(stations.map((station) => [station.id, station]));
  const before = new Map(frozen.map((one) => [one.subject, one]));
  const now = new Map(live.map((one) => [one.subject, one]));
  const voidedOn = new Map(voided.map(({ violation, on }) => [violation, on]));
  const row = (one: CaseRow, kind: CorrectionRow['kind'], on: string, was: CaseRow | null): CorrectionRow[] => {
    const station = stationOf.get(one.stationId);
    if (!station) return [];
    const { month, violation, day, expected, actual } = one;
    return [
      {
        month,
        kind,
        violation,
        day,
        station: { id: station.id, name: station.name },
        estate: station.estate,
        expected,
        actual,
        before: was?.actual ?? null,
        on,
      },
    ];
  };
  const gone = frozen.flatMap((one) =>
    now.has(one.subject) ? [] : row(one, 'voided', voidedOn.get(one.violation) ?? one.day, null),
  );
  const others = live.flatMap((one) => {
    const was = before.get(one.subject);
    if (!was) return row(one, 'confirmed', one.on, null);
    return was.actual === one.actual ? [] : row(one, 'changed', one.on, was);
  });
  return [...gone, ...others].sort((a, b) => a.violation - b.violation);
}

/** Those that no report has told of yet. */
export function untold(corrections: readonly CorrectionRow[], told: readonly CorrectionRow[]): CorrectionRow[] {
  const name = ({ month, kind, violation }: CorrectionRow): string => `${month} ${kind} ${violation}`;
  const known = new Set(told.map(name));
  return corrections.filter((one) => !known.has(name(one)));
}
