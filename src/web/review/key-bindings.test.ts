import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingsFrom, conflictOf, type KeyBindings, keyNames, usualKeys, withKey } from './key-bindings.ts';

const key = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const name = fc.constantFrom(...keyNames);
const distinct = (bindings: KeyBindings) => new Set(Object.values(bindings)).size === keyNames.length;

describe('keys of one’s own', () => {
  it('are never shared by two actions, whatever is chosen in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, key)), (changes) => {
        const bindings = changes.reduce<KeyBindings>((before, [which, to]) => withKey(before, which, to), usualKeys);
        expect(distinct(bindings)).toBe(true);
        const last = changes.at(-1);
        if (last) expect(bindings[last[0]]).toBe(last[1]);
      }),
    );
  });

  it('come back as they were kept', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, key)), (changes) => {
        const bindings = changes.reduce<KeyBindings>((before, [which, to]) => withKey(before, which, to), usualKeys);
        expect(bindingsFrom(JSON.parse(JSON.stringify(bindings)))).toEqual(bindings);
      }),
    );
  });

  it('fall back on the usual ones where what was kept makes no sense', () => {
    for (const kept of [null, 'x', 7, [], { fits: '' }, { fits: 'FF' }, { fits: 5 }, { other: 'F' }]) {
      expect(bindingsFrom(kept)).toEqual(usualKeys);
    }
    fc.assert(fc.property(fc.dictionary(name, fc.anything()), (kept) => distinct(bindingsFrom(kept))));
  });

  it('name the action that has a key already', () => {
    expect(conflictOf(usualKeys, 'fits', 'N')).toBe('no_waste');
    expect(conflictOf(usualKeys, 'fits', 'F')).toBeNull();
    expect(conflictOf(usualKeys, 'fits', '0')).toBeNull();
  });
});
