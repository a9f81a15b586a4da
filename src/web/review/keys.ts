/** What the keys of the review page do, and which press asks for what. Which key it is, each person may choose (key-bindings.ts). */
import type { Category } from '../../inference/categories.ts';
import type { KeyBindings, KeyName } from './key-bindings.ts';
import type { Verdict } from './outbox.ts';

/** What can be done to the picture, and sheets that can be opened. */
type DeskTool = Exclude<KeyName, Category | 'mixed' | 'fits' | 'unclear' | 'no_waste' | 'undo' | 'redo'>;
export type KeyAction =
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: DeskTool };

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

/** The letter or digit meant: as typed, or by its place on the keyboard where an input method swallows the letter. */
export function meantKey(press: Pick<KeyPress, 'key' | 'code'>): string {
  if (/^[a-z0-9]$/i.test(press.key)) return press.key.toUpperCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(press.code)?.[1] ?? '';
}

function actionNamed(name: KeyName): KeyAction {
  switch (name) {
    case 'recyclable':
    case 'hazardous':
    case 'kitchen':
    case 'residual':
    case 'mixed':
      return { kind: 'verdict', verdict: { judgement: 'misplaced', actual: name } };
    case 'fits':
    case 'unclear':
    case 'no_waste':
      return { kind: 'verdict', verdict: { judgement: name, actual: null } };
    default:
      return { kind: name };
  }
}

/** What a key press asks for; null: nothing, it is for somebody else. A key held down counts once. */
export function actionOf(press: KeyPress, bindings: KeyBindings): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat || press.inField) return null;
  const key = meantKey(press);
  const name = (Object.keys(bindings) as KeyName[]).find((candidate) => bindings[candidate] === key);
  return name ? actionNamed(name) : null;
}

/** Whether a verdict may be given: the expected category isn't misplaced, and unseen only “unclear” is honest. */
export function isAllowed(verdict: Verdict, expected: Category | null, photo: 'loading' | 'shown' | 'failed'): boolean {
  if (photo === 'loading') return false;
  if (photo === 'failed') return verdict.judgement === 'unclear';
  return verdict.judgement !== 'misplaced' || (expected !== null && verdict.actual !== expected);
}
