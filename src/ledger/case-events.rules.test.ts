import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawEvent, timeLine, voidReasonOf } from './case-events.rules.ts';

const common = { personId: 7 };
const kinds: Omit<RawEvent, 'at'>[] = [
  { ...common, kind: 'seen' },
  { ...common, kind: 'verdict', judgement: 'misplaced', actual: 'mixed', note: '3号楼 SECRET', look: 'first' },
  { ...common, kind: 'entered' },
  { ...common, kind: 'voided', reason: 'appeal_upheld' },
  { ...common, kind: 'attributed', target: 'household', label: 'SECRET', basis: 'witness', detail: 'SECRET' },
  { ...common, kind: 'attribution_ended', because: 'refused', note: 'SECRET' },
  { ...common, kind: 'appeal_filed', ground: 'other', statement: 'SECRET' },
  { ...common, kind: 'task', task: 'visit', step: 'done', dueDay: '2026-11-20', outcome: null, note: 'SECRET' },
  { ...common, kind: 'points', member: { id: 9, name: 'SECRET' }, difference: -20, code: 'own_deduction', nth: 3 },
] as Omit<RawEvent, 'at'>[];
const history = fc.array(
  fc
    .record({ at: fc.integer({ min: 1, max: 9 }), which: fc.nat(kinds.length - 1) })
    .map(({ at, which }) => ({ ...kinds[which], at }) as RawEvent),
);
const all = { homes: true, people: true, points: true };

describe('what happened to a case', () => {
  it('stands in the order of time, causes before what follows, whatever order it was gathered in', () => {
    fc.assert(
      fc.property(history, (events) => {
        const line = timeLine(events, all, () => 'anna');
        expect(line.map(({ at }) => at)).toEqual(line.map(({ at }) => at).toSorted());
        expect(line).toHaveLength(events.length);
        const reversed = timeLine(events.toReversed(), all, () => 'anna');
        expect(reversed.map(({ at, kind }) => [at, kind])).toEqual(line.map(({ at, kind }) => [at, kind]));
      }),
    );
  });

  it('tells nobody whose it is, who did it or who lost points who may not know', () => {
    fc.assert(
      fc.property(history, (events) => {
        const line = timeLine(events, { homes: false, people: false, points: false }, () => 'SECRET');
        expect(JSON.stringify(line)).not.toContain('SECRET');
        expect(line).toHaveLength(events.filter(({ kind }) => kind !== 'points').length);
      }),
    );
  });

  it('knows why a row ended, and says of words it does not know that it was something else', () => {
    expect(voidReasonOf('marked as a duplicate')).toBe('duplicate');
    expect([voidReasonOf('anything'), voidReasonOf(null)]).toEqual(['other', 'other']);
  });
});
