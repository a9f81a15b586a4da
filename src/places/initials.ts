/** The initials of a Chinese name in pinyin, as people type them: 云河安置苑 → yhazy. */
import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

/** In small letters; what is no Chinese stays as it is. Names are few and come again and again: each is worked out once. */
export function initialsOf(name: string): string {
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase();
  if (known.size > 20_000) known.clear();
  known.set(name, initials);
  return initials;
}
