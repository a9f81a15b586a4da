/** The ledger's filters as the page's address holds them. Pure. */
import type { ViolationFilter } from '../../ledger/violations.schemas.ts';

const filterNames = [
  'from',
  'to',
  'estate',
  'station',
  'bin',
  'expected',
  'actual',
  'state',
  'home',
] as const satisfies (keyof ViolationFilter)[];
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName | 'month', string>>;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Filters out of an address. Days go before the month: they may lie in several. */
export function readFilters(address: URLSearchParams, month: string): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = address.get(name)?.trim();
    if (value && (!(name === 'from' || name === 'to') || isDay(value))) filters[name] = value;
  }
  return filters.from || filters.to ? filters : { ...filters, month };
}

/** What lies within what was changed no longer fits. */
const within: Partial<Record<FilterName, FilterName[]>> = { estate: ['station', 'bin'], station: ['bin'] };

/** The address with one filter changed, and without the row that was open. */
export function changeFilter(address: URLSearchParams, name: FilterName, value: string | null): URLSearchParams {
  const changed = new URLSearchParams(address);
  for (const gone of ['row', name, ...(within[name] ?? [])]) changed.delete(gone);
  if (value !== null && value !== '') changed.set(name, value);
  return changed;
}

export const countFilters = (filters: Filters): number => filterNames.filter((name) => filters[name]).length;
