/** How names of estates, buildings and units sound, for those who type pinyin. */
import { pinyin } from 'pinyin-pro';
import type { Sound } from './home-search.rules.ts';

/** A community has some hundred such names. */
const known = new Map<string, Sound>();
const mostKnown = 10_000;

/** Signs that are no Chinese stay as they are. */
export function soundOf(name: string): Sound {
  const before = known.get(name);
  if (before) return before;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((one) => one.toLowerCase());
  const sound = { initials: syllables.map((one) => one.charAt(0)).join(''), full: syllables.join('') };
  if (known.size >= mostKnown) known.clear();
  known.set(name, sound);
  return sound;
}
