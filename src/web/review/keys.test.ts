import { describe, expect, it } from 'vitest';
import { usualKeys, withKey } from './key-bindings.ts';
import * as keys from './keys.ts';

const { isAllowed } = keys;
type KeyPress = keys.KeyPress;
const actionOf = (pressed: KeyPress) => keys.actionOf(pressed, usualKeys);

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  inField: false,
  ...more,
});

describe('keys', () => {
  it('stand for the verdicts', () => {
    expect(actionOf(press('1'))).toEqual({
      kind: 'verdict',
      verdict: { judgement: 'misplaced', actual: 'recyclable' },
    });
    expect(actionOf(press('5'))).toEqual({ kind: 'verdict', verdict: { judgement: 'misplaced', actual: 'mixed' } });
    expect(actionOf(press('f'))).toEqual({ kind: 'verdict', verdict: { judgement: 'fits', actual: null } });
    expect(actionOf(press('U'))).toEqual({ kind: 'verdict', verdict: { judgement: 'unclear', actual: null } });
    expect(actionOf(press('n'))).toEqual({ kind: 'verdict', verdict: { judgement: 'no_waste', actual: null } });
    expect(actionOf(press('z'))).toEqual({ kind: 'undo' });
    expect(actionOf(press('x'))).toEqual({ kind: 'redo' });
  });

  it('follow what somebody chose instead', () => {
    const mine = withKey(usualKeys, 'fits', 'J');
    expect(keys.actionOf(press('j'), mine)).toEqual(actionOf(press('f')));
    expect(keys.actionOf(press('f'), mine)).toBeNull();
  });

  it('work while an input method swallows the letters', () => {
    expect(actionOf(press('Process', { code: 'KeyF' }))).toEqual(actionOf(press('f')));
    expect(actionOf(press('Unidentified', { code: 'Numpad3' }))).toEqual(actionOf(press('3')));
  });

  it('do nothing with a modifier, while typing, held down, or when they mean nothing', () => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { inField: true }, { repeat: true }]) {
      expect(actionOf(press('f', more))).toBeNull();
    }
    for (const key of ['6', 'y', 'Enter', ' ', 'F5']) expect(actionOf(press(key))).toBeNull();
  });
});

describe('a verdict', () => {
  const misplaced = { judgement: 'misplaced', actual: 'kitchen' } as const;

  it('can’t be “misplaced” with the expected category, nor where none is expected', () => {
    expect(isAllowed(misplaced, 'residual', 'shown')).toBe(true);
    expect(isAllowed({ judgement: 'misplaced', actual: 'mixed' }, 'kitchen', 'shown')).toBe(true);
    expect(isAllowed(misplaced, 'kitchen', 'shown')).toBe(false);
    expect(isAllowed(misplaced, null, 'shown')).toBe(false);
  });

  it('waits for the photo; without one only “unclear” is possible', () => {
    expect(isAllowed({ judgement: 'fits', actual: null }, 'kitchen', 'loading')).toBe(false);
    expect(isAllowed({ judgement: 'fits', actual: null }, 'kitchen', 'failed')).toBe(false);
    expect(isAllowed({ judgement: 'unclear', actual: null }, 'kitchen', 'failed')).toBe(true);
  });
});
