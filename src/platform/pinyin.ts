/** How names of places and people sound, for those who type pinyin. */
import { pinyin } from 'pinyin-pro';

/** How a name sounds: `xfy` and `xingfuyuan` for 幸福苑, lower case. */
export interface Sound {
  initials: string;
  full: string;
}

/** Names are few and come again and again: each is worked out once. */
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
