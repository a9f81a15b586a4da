/** Choosing, adding up and reading the rows of the counts page. Pure. */
import type { Counts, MonthCounts } from '../../ledger/months.schemas.ts';

export type StationRow = MonthCounts['stations'][number];

/** The rows whose station or estate name holds `search`, of the estate (null: all). */
export function chooseRows(rows: StationRow[], search: string, estateId: number | null): StationRow[] {
  const wanted = search.trim().toLocaleLowerCase();
  return rows.filter(
    (row) =>
      (estateId === null || row.estate.id === estateId) &&
      (wanted === '' || `${row.estate.name} ${row.name}`.toLocaleLowerCase().includes(wanted)),
  );
}

/** The estates that appear, in the order of their first row. */
export function estatesOf(rows: StationRow[]): { id: number; name: string }[] {
  return [...new Map(rows.map((row) => [row.estate.id, row.estate])).values()];
}

const plainCounts = [
  'photos',
  'unreadable',
  'reported',
  'episodes',
  'flagged',
  'open',
  'misplaced',
  'fits',
  'unclear',
  'noWaste',
  'violations',
  'contested',
] as const satisfies readonly (keyof Counts)[];

/** The rows added up. */
export function sumRows(rows: Counts[]): Counts {
  const total = Object.fromEntries(plainCounts.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]));
  const hours = { expected: 0, received: 0, unusable: 0, lost: 0 };
  for (const row of rows) {
    hours.expected += row.hours.expected;
    hours.received += row.hours.received;
    hours.unusable += row.hours.unusable;
    hours.lost += row.hours.lost;
  }
  return { ...(total as Record<(typeof plainCounts)[number], number>), hours };
}

/** Share of the expected photographs that were missing or unusable, 0..1; null when nothing was expected yet. */
export function notMeasuredShare({ expected, lost }: Counts['hours']): number | null {
  return expected > 0 ? Math.min(1, lost / expected) : null;
}

/** True when nothing at all was seen although it should have been: a zero then means nothing. */
export function isBlind(counts: Counts): boolean {
  return notMeasuredShare(counts.hours) === 1;
}
