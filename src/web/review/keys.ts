/** Which key does what on the review page. */
import type { Category } from '../../inference/categories.ts';
import type { Verdict } from './outbox.ts';

export const actualKeys = {
  recyclable: '1',
  hazardous: '2',
  kitchen: '3',
  residual: '4',
  mixed: '5',
} as const satisfies Record<Category | 'mixed', string>;
export const verdictKeys = { fits: 'F', unclear: 'U', no_waste: 'N' } as const;
export const undoKey = 'Z';
export const outlineKey = 'O';
export const enlargeKey = 'E';

export type KeyAction =
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'undo' }
  | { kind: 'outline' }
  | { kind: 'enlarge' };

/** The parts of a keyboard event that matter; `inField` is true while the person types into something. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
  inField: boolean;
}

const actuals = Object.keys(actualKeys) as (keyof typeof actualKeys)[];
const plain = Object.keys(verdictKeys) as (keyof typeof verdictKeys)[];

/** The letter or digit meant: as typed, or by its place on the keyboard where an input method swallows the letter. */
function meant(press: KeyPress): string {
  if (/^[a-z0-9]$/i.test(press.key)) return press.key.toUpperCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(press.code)?.[1] ?? '';
}

/** What a key press asks for; null: nothing, it is for somebody else. A key held down counts once. */
export function actionOf(press: KeyPress): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat || press.inField) return null;
  const key = meant(press);
  const actual = actuals.find((candidate) => actualKeys[candidate] === key);
  if (actual) return { kind: 'verdict', verdict: { judgement: 'misplaced', actual } };
  const judgement = plain.find((candidate) => verdictKeys[candidate] === key);
  if (judgement) return { kind: 'verdict', verdict: { judgement, actual: null } };
  if (key === undoKey) return { kind: 'undo' };
  if (key === outlineKey) return { kind: 'outline' };
  if (key === enlargeKey) return { kind: 'enlarge' };
  return null;
}

/** Whether a verdict may be given: the expected category isn't misplaced, and unseen only “unclear” is honest. */
export function isAllowed(verdict: Verdict, expected: Category | null, photo: 'loading' | 'shown' | 'failed'): boolean {
  if (photo === 'loading') return false;
  if (photo === 'failed') return verdict.judgement === 'unclear';
  return verdict.judgement !== 'misplaced' || (expected !== null && verdict.actual !== expected);
}
