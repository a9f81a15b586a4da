import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookedMonth,
  type Cause,
  type Difference,
  differences,
  entitlements,
  firstRules,
  firstVersion,
  gradeOf,
  monthsBefore,
  type RuleVersion,
  type Standing,
  versionOn,
} from './points.rules.ts';

const dayMs = 86_400_000;
const begin = Date.parse('2025-01-01T00:00:00Z');
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const cause: fc.Arbitrary<Cause> = fc
  .record({
    memberId: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom(
      'own_case' as const,
      'field_case' as const,
      'visit_overdue' as const,
      'spot_check_failed' as const,
      'visit_done' as const,
      'field_red_list' as const,
      'report_confirmed' as const,
    ),
    days: fc.integer({ min: 0, max: 700 }),
    subject: fc.integer({ min: 1, max: 60 }),
    householdId: fc.integer({ min: 1, max: 3 }),
    visit: fc.option(
      fc.record({
        doneAt: fc.option(
          fc.integer({ min: 0, max: 720 }).map((days) => begin + days * dayMs),
          { nil: null },
        ),
      }),
      { nil: null },
    ),
  })
  .map(({ days, subject, kind, ...more }) => {
    const at = begin + days * dayMs;
    return { ...more, kind, key: `${kind}:${subject}`, at, day: dayOf(at) };
  });
const causes = fc.uniqueArray(cause, { maxLength: 60, selector: ({ memberId, key }) => `${memberId} ${key}` });
const version: fc.Arbitrary<RuleVersion> = fc
  .record({
    days: fc.integer({ min: 0, max: 700 }),
    own: fc.integer({ min: -50, max: 0 }),
    free: fc.integer({ min: 0, max: 4 }),
    cap: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ days, own, free, cap }) => ({
    id: 0,
    fromDay: dayOf(begin + days * dayMs),
    rules: {
      ...firstRules,
      ownCase: { windowMonths: 12, free, tenths: own },
      reportConfirmed: { tenths: 5, capPerMonth: cap },
    },
  }));
const versions = fc.array(version, { maxLength: 3 }).map((all) => all.map((one, index) => ({ ...one, id: index + 1 })));

/** The ledger as rows come in: what stands by cause, and the balance. */
class Ledger {
  rows: Difference[] = [];
  standing(): Standing[] {
    return [...new Map(this.rows.map((row) => [`${row.memberId} ${row.key}`, row])).values()];
  }
  take(all: readonly Cause[], rules: readonly RuleVersion[]): number {
    const added = differences(this.standing(), entitlements(all, rules));
    this.rows.push(...added);
    return added.length;
  }
  balances(): Record<number, number> {
    const sums: Record<number, number> = {};
    for (const { memberId, difference } of this.rows) sums[memberId] = (sums[memberId] ?? 0) + difference;
    return sums;
  }
}
const sumsOf = (all: readonly Cause[], rules: readonly RuleVersion[]): Record<number, number> => {
  const sums: Record<number, number> = {};
  for (const { memberId, tenths } of entitlements(all, rules)) sums[memberId] = (sums[memberId] ?? 0) + tenths;
  return sums;
};
const withoutNothing = (sums: Record<number, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));

describe('the ledger of points', () => {
  it('holds the sum of what members are entitled to after any history of causes, reversals and changed rules', () => {
    fc.assert(
      fc.property(causes, fc.array(fc.tuple(fc.array(fc.nat(59)), versions), { maxLength: 6 }), (all, steps) => {
        const ledger = new Ledger();
        for (const [chosen, rules] of steps) {
          const live = all.filter((_, index) => chosen.includes(index));
          ledger.take(live, rules);
          expect(withoutNothing(ledger.balances())).toEqual(withoutNothing(sumsOf(live, rules)));
          expect(ledger.take(live, rules)).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is as it was after a history and its reversal', () => {
    fc.assert(
      fc.property(causes, fc.array(fc.array(fc.nat(59)), { maxLength: 5 }), versions, (all, steps, rules) => {
        const ledger = new Ledger();
        ledger.take(all.slice(0, 10), rules);
        const before = ledger.balances();
        for (const chosen of steps)
          ledger.take(
            all.filter((_, index) => chosen.includes(index)),
            rules,
          );
        for (const chosen of steps.toReversed())
          ledger.take(
            all.filter((_, index) => chosen.includes(index)),
            rules,
          );
        ledger.take(all.slice(0, 10), rules);
        expect(withoutNothing(ledger.balances())).toEqual(withoutNothing(before));
        ledger.take([], rules);
        expect(withoutNothing(ledger.balances())).toEqual({});
      }),
      { numRuns: 100 },
    );
  });

  it('comes out the same in whatever order causes become known', () => {
    fc.assert(
      fc.property(causes, versions, fc.infiniteStream(fc.nat()), (all, rules, random) => {
        const shuffled = all
          .map((one) => ({ one, place: random.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const late = new Ledger();
        for (let known = 1; known <= shuffled.length; known += 7) late.take(shuffled.slice(0, known), rules);
        late.take(shuffled, rules);
        expect(entitlements(shuffled, rules)).toEqual(entitlements(all, rules));
        expect(withoutNothing(late.balances())).toEqual(withoutNothing(sumsOf(all, rules)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the caps', () => {
  it('hold for every member and month in every order', () => {
    fc.assert(
      fc.property(causes, (all) => {
        const months = Map.groupBy(entitlements(all, []), ({ memberId, key, day }) =>
          [memberId, key.split(':')[0], day.slice(0, 7)].join(' '),
        );
        for (const [name, ofMonth] of months) {
          const sum = ofMonth.reduce((total, { tenths }) => total + tenths, 0);
          if (name.includes('visit_done')) expect(sum).toBeLessThanOrEqual(50);
          if (name.includes('report_confirmed')) expect(sum).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it('leave five confirmed reports of a month with two points, the last with none and the words for it', () => {
    const reports = [1, 2, 3, 4, 5].map((number) => made('report_confirmed', number, number));
    expect(entitlements(reports, []).map(({ tenths, code }) => [tenths, code])).toEqual([
      [5, 'report_confirmed'],
      [5, 'report_confirmed'],
      [5, 'report_confirmed'],
      [5, 'report_confirmed'],
      [0, 'capped'],
    ]);
  });
});

/** A cause of member 1 so many days after the beginning. */
function made(kind: Cause['kind'], subject: number, days: number, more: Partial<Cause> = {}): Cause {
  const at = begin + days * dayMs;
  return { key: `${kind}:${subject}`, memberId: 1, kind, at, day: dayOf(at), householdId: 1, visit: null, ...more };
}

describe('cases of one’s own household', () => {
  it('are education, warning, then two points each, within twelve months', () => {
    const cases = [made('own_case', 1, 0), made('own_case', 2, 30), made('own_case', 3, 60), made('own_case', 4, 400)];
    expect(entitlements(cases, []).map(({ code, tenths, nth }) => [code, tenths, nth])).toEqual([
      ['own_education', 0, 1],
      ['own_warning', 0, 2],
      ['own_deduction', -20, 3],
      // The first two are more than twelve months ago by then.
      ['own_warning', 0, 2],
    ]);
  });

  it('move up when an earlier one is voided', () => {
    const cases = [made('own_case', 1, 0), made('own_case', 2, 30), made('own_case', 3, 60)];
    const ledger = new Ledger();
    ledger.take(cases, []);
    expect(ledger.balances()[1]).toBe(-20);
    ledger.take(cases.slice(1), []);
    expect(ledger.balances()[1]).toBe(0);
    expect(ledger.rows.filter(({ key }) => key === 'own_case:3').map(({ code }) => code)).toEqual([
      'own_deduction',
      'own_warning',
    ]);
  });
});

describe('a case in the field', () => {
  const undone = { visit: { doneAt: null } };
  it('costs a point only when it comes again within 30 days and the visit was not done', () => {
    const again = (days: number, visit: Cause['visit']) =>
      entitlements([made('field_case', 1, 0, { visit }), made('field_case', 2, days, undone)], []).map(
        ({ tenths }) => tenths,
      );
    expect(again(20, { doneAt: null })).toEqual([-10]);
    expect(again(20, { doneAt: begin + 25 * dayMs })).toEqual([-10]);
    expect(again(20, { doneAt: begin + 10 * dayMs })).toEqual([]);
    expect(again(31, { doneAt: null })).toEqual([]);
    expect(again(20, null)).toEqual([]);
  });

  it('never costs anything in addition to the same case of one’s own household', () => {
    const all = [1, 2, 3].flatMap((number) => [
      made('own_case', number, number, undone),
      made('field_case', number, number, undone),
    ]);
    expect(entitlements(all, []).map(({ code }) => code)).toEqual(['own_education', 'own_warning', 'own_deduction']);
  });
});

describe('versions of the rules', () => {
  it('hold from their day on, the later made of two on the same day', () => {
    const made1 = { ...firstVersion, id: 1, fromDay: '2026-01-01' };
    const made2 = { ...firstVersion, id: 2, fromDay: '2026-01-01' };
    expect(versionOn([made1, made2], '2025-12-31').id).toBe(0);
    expect(versionOn([made2, made1], '2026-01-01').id).toBe(2);
  });

  it('count months back by the calendar', () => {
    expect(monthsBefore('2026-03-05', 12)).toBe('2025-03-05');
    expect(monthsBefore('2026-01-31', 2)).toBe('2025-11-31');
  });
});

describe('booking and grades', () => {
  it('books what belongs to a closed month in the open one', () => {
    expect(bookedMonth('2026-09', (month) => month <= '2026-10', '2026-12')).toBe('2026-12');
    expect(bookedMonth('2026-11', (month) => month <= '2026-10', '2026-12')).toBe('2026-11');
  });

  it('grades by the stated thresholds', () => {
    const { grades } = firstRules;
    expect([200, 199, 100, 0, -1].map((sum) => gradeOf(sum, grades))).toEqual([
      'excellent',
      'good',
      'good',
      'passed',
      'failed',
    ]);
  });
});
