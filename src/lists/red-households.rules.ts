/** The red list of a month's households (示范户): who opted in, took part often enough, and has no case that counts. Pure. */

/** Fewest days of participation in a month: two a week. */
export const leastDays = 8;

/** Frozen with the list; of a month without any record there is none. */
export interface Participation {
  /** Days of those who agreed to be listed. */
  optedIn: { householdId: number; days: number }[];
}

export interface RedRow {
  /** Its masked code. */
  name: string;
  days: number;
  /** Equal for those with equally many days. */
  rank: number;
  isTied: boolean;
}

export interface RedHouseholds {
  leastDays: number;
  rows: RedRow[];
}

/** Whom the list holds, most days first. `blamed`: households with a case in the month. */
export function redHouseholds(
  participation: Participation,
  blamed: ReadonlySet<number>,
): { householdId: number; days: number }[] {
  return participation.optedIn
    .filter(({ householdId, days }) => days >= leastDays && !blamed.has(householdId))
    .toSorted((a, b) => b.days - a.days || a.householdId - b.householdId);
}

/** The rows as printed: by days, those with equally many by their masked code. */
export function rankRed(rows: readonly { name: string; days: number }[]): RedRow[] {
  return rows
    .toSorted((a, b) => b.days - a.days || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, days }) => ({
      name,
      days,
      rank: 1 + rows.filter((one) => one.days > days).length,
      isTied: rows.filter((one) => one.days === days).length > 1,
    }));
}
