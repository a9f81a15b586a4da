/** Which homes somebody means who types part of an address, its pinyin initials or a bag's number. Pure. */
import type { Sound } from '../platform/pinyin.ts';

export interface SearchableHome {
  estate: string;
  building: string;
  unit: string;
  /** Null: the unit itself. */
  room: string | null;
  /** The number on the household's bags. */
  code: string | null;
}

/** What everybody writes otherwise (3栋, 3幢, 3号楼) and nobody needs to. */
const fillers = /^[栋幢座号楼单元门室户房]+$/;
const parts = /\d+|[a-z]+|[\u3400-\u9fff]+/g;
const leastCode = 3;

/** Full-width letters and digits as plain ones, lower case. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const withoutSigns = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '');
const numbersIn = (text: string): string[] => plain(text).match(/\d+/g) ?? [];
const isSameNumber = (a: string, b: string): boolean => a.replace(/^0+(?=\d)/, '') === b.replace(/^0+(?=\d)/, '');

/** Numbers are meant from the large to the small: estate, building, unit, room. Some levels may be left out. */
function matchesNumbers(asked: readonly string[], home: SearchableHome): boolean {
  const levels: ((number: string) => boolean)[] = [
    ...[home.estate, home.building, home.unit].map(
      (name) => (number: string) => numbersIn(name).some((one) => isSameNumber(one, number)),
    ),
    (number) => home.room !== null && withoutSigns(home.room).startsWith(number),
  ];
  const from = (index: number, level: number): boolean =>
    index === asked.length ||
    levels.some((matches, at) => at >= level && matches(asked[index] ?? '') && from(index + 1, at + 1));
  return from(0, 0);
}

/** Whether all that was typed fits the home. An empty query fits none. */
function matchesHome(query: string, home: SearchableHome, soundOf: (name: string) => Sound): boolean {
  const bag = withoutSigns(query);
  if (home.code !== null && bag.length >= leastCode && withoutSigns(home.code).startsWith(bag)) return true;
  const tokens = plain(query).match(parts) ?? [];
  const asked = tokens.filter((token) => !fillers.test(token));
  if (asked.length === 0) return false;
  const names = [home.estate, home.building, home.unit];
  const fits = (token: string): boolean =>
    /^[a-z]/.test(token)
      ? names.some((name) => {
          const { initials, full } = soundOf(name);
          return initials.includes(token) || full.includes(token) || plain(name).includes(token);
        })
      : names.some((name) => plain(name).includes(token));
  const numbers = asked.filter((token) => /^\d/.test(token));
  return asked.every((token) => /^\d/.test(token) || fits(token)) && matchesNumbers(numbers, home);
}

/** The first `limit` that fit: bags' numbers first, then units before their rooms, each in the order given. */
export function searchHomes<Home extends SearchableHome>(
  query: string,
  homes: readonly Home[],
  soundOf: (name: string) => Sound,
  limit: number,
): Home[] {
  const bag = withoutSigns(query);
  const rank = ({ code, room }: Home): number => {
    if (code !== null && bag.length >= leastCode && withoutSigns(code) === bag) return 0;
    return room === null ? 1 : 2;
  };
  return homes
    .filter((home) => matchesHome(query, home, soundOf))
    .map((home, index) => ({ home, index, rank: rank(home) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, limit)
    .map(({ home }) => home);
}
