/** The filters of looking back as the page's address holds them. Pure. */
import type { LookbackFilter } from '../../findings/lookback.schemas.ts';

/** Names in the address, which are also those of the API. Scores are per cent in the address, as people read them. */
const filterNames = [
  'from',
  'to',
  'station',
  'judgement',
  'actual',
  'source',
  'reviewer',
  'scoreFrom',
  'scoreTo',
] as const satisfies (keyof LookbackFilter)[];
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** How far back the list goes when the address names no days. */
const usualDays = 31;
const dayMs = 86_400_000;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Filters out of an address; what can't be one is left out. `today` is the community's day. */
export function readFilters(address: URLSearchParams, today: string): Required<Pick<Filters, 'from'>> & Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = address.get(name)?.trim();
    if (value && (!(name === 'from' || name === 'to') || isDay(value))) filters[name] = value;
  }
  const last = filters.to ?? today;
  const from = filters.from ?? new Date(Date.parse(last) - (usualDays - 1) * dayMs).toISOString().slice(0, 10);
  return { ...filters, from };
}

/** The address with one filter changed; an empty one is taken out. What else it holds stays, but for the open finding. */
export function changeFilter(address: URLSearchParams, name: FilterName, value: string | null): URLSearchParams {
  const changed = new URLSearchParams(address);
  changed.delete('finding');
  if (value === null || value === '') changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** How many filters narrow the list besides its days. */
export function countFilters(filters: Filters): number {
  return filterNames.filter((name) => name !== 'from' && name !== 'to' && filters[name] !== undefined).length;
}

/** Query of the API. */
export function apiQuery(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of filterNames) {
    const value = filters[name];
    if (value === undefined) continue;
    const isScore = name === 'scoreFrom' || name === 'scoreTo';
    const share = Math.min(100, Math.max(0, Number(value))) / 100;
    if (!isScore) query.set(name, value);
    else if (!Number.isNaN(share)) query.set(name, String(share));
  }
  return query;
}
