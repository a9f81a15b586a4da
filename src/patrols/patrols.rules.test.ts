import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  earlyMs,
  endOf,
  figuresOf,
  type Post,
  shiftFor,
  shiftsOf,
  stateOf,
  weekdayOf,
} from './patrols.rules.ts';

const days = [
  '2026-03-09',
  '2026-03-10',
  '2026-03-11',
  '2026-03-12',
  '2026-03-13',
  '2026-03-14',
  '2026-03-15',
  '2026-03-16',
];
const day = fc.constantFrom(...days);
const momentOf = (of: string, minute: number): number => Date.parse(`${of}T00:00:00+08:00`) + minute * 60_000;
const post = fc
  .record({
    personId: fc.constantFrom(1, 2, 3),
    stationId: fc.constantFrom(1, 2),
    weekday: fc.option(fc.integer({ min: 1, max: 7 })),
    period: fc.tuple(day, fc.option(day)),
    hours: fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 })),
    recordedAt: fc.constantFrom(0, momentOf('2026-03-12', 600)),
    isCancelled: fc.boolean(),
  })
  .map(({ period: [one, other], hours: [from, length], ...rest }): Omit<Post, 'id'> => {
    const [fromDay = one, lastDay = null] = [one, ...(other === null ? [] : [other])].sort();
    return { ...rest, fromDay, lastDay, fromMinute: from, toMinute: Math.min(1440, from + length) };
  });
const posts = fc
  .array(post, { maxLength: 10 })
  .map((all) => all.map((one, index): Post => ({ id: index + 1, ...one })));
const changes = fc.array(
  fc
    .record({
      postId: fc.integer({ min: 1, max: 10 }),
      day,
      kind: fc.constantFrom('swapped', 'called_off', 'restored'),
    })
    .map((change): Change => ({ ...change, personId: change.kind === 'swapped' ? 3 : null }) as Change),
  { maxLength: 12 },
);
const moment = fc.tuple(day, fc.integer({ min: 0, max: 1439 })).map(([of, minute]) => momentOf(of, minute));

describe('a shift', () => {
  it('is one of its post’s days, within the period and on the weekday, and only when asked for in time', () => {
    expect(weekdayOf('2026-03-09')).toBe(1);
    expect(weekdayOf('2026-03-15')).toBe(7);
    fc.assert(
      fc.property(posts, changes, (all, changed) => {
        const shifts = shiftsOf(all, changed, days, momentOf);
        expect(new Set(shifts.map(({ postId, day: of }) => `${postId} ${of}`)).size).toBe(shifts.length);
        for (const shift of shifts) {
          const of = all.find(({ id }) => id === shift.postId) as Post;
          expect(of.isCancelled).toBe(false);
          expect(shift.day >= of.fromDay && (of.lastDay === null || shift.day <= of.lastDay)).toBe(true);
          if (of.weekday !== null) expect(weekdayOf(shift.day)).toBe(of.weekday);
          expect(shift.endAt).toBeGreaterThan(of.recordedAt);
          if (!shift.isSwapped) expect(shift.personId).toBe(of.personId);
        }
      }),
    );
  });

  it('is as before when what was changed is restored', () => {
    fc.assert(
      fc.property(posts, changes, (all, changed) => {
        const restored = changed.map((change): Change => ({ ...change, kind: 'restored', personId: null }));
        expect(shiftsOf(all, [...changed, ...restored], days, momentOf)).toEqual(shiftsOf(all, [], days, momentOf));
      }),
    );
  });

  it('takes at most one check-in, the person’s own at that station, from half an hour before to the end', () => {
    fc.assert(
      fc.property(
        posts,
        changes,
        fc.constantFrom(1, 2, 3),
        fc.constantFrom(1, 2),
        moment,
        (all, changed, personId, stationId, at) => {
          const shifts = shiftsOf(all, changed, days, momentOf);
          const found = shiftFor(shifts, { personId, stationId, at });
          const fitting = shifts.filter(
            (one) =>
              !one.isCalledOff &&
              one.personId === personId &&
              one.stationId === stationId &&
              at < one.endAt &&
              at >= one.startAt - earlyMs,
          );
          expect(found !== null).toBe(fitting.length > 0);
          if (found) expect(fitting).toContainEqual(found);
          expect(shiftFor(shifts.toReversed(), { personId, stationId, at })).toEqual(found);
        },
      ),
    );
  });

  it('is missed exactly when it is over without a check-in and was not called off', () => {
    fc.assert(
      fc.property(posts, changes, fc.boolean(), moment, (all, changed, isAttended, now) => {
        for (const shift of shiftsOf(all, changed, days, momentOf)) {
          const isMissed = stateOf(shift, isAttended, now) === 'missed';
          expect(isMissed).toBe(!isAttended && !shift.isCalledOff && shift.endAt <= now);
        }
      }),
    );
  });
});

describe('a patrol', () => {
  it('ends when signed off, else by itself', () => {
    expect(endOf({ dueEndAt: 100, endedAt: null }, 99)).toBeNull();
    expect(endOf({ dueEndAt: 100, endedAt: null }, 150)).toBe(100);
    expect(endOf({ dueEndAt: 100, endedAt: 60 }, 150)).toBe(60);
  });

  it('counts as one that found something by a report or a word; sums of a month are those of its parts', () => {
    const patrol = fc.record({
      personId: fc.constantFrom(1, 2, 3),
      stationId: fc.constantFrom(1, 2),
      postId: fc.option(fc.constantFrom(1, 2)),
      startedAt: fc.constant(0),
      dueEndAt: fc.integer({ min: 60, max: 300 }).map((minutes) => minutes * 60_000),
      endedAt: fc.constantFrom(null, 1_800_000),
      outcome: fc.constantFrom('nothing_found' as const, 'found' as const, null),
      reports: fc.integer({ min: 0, max: 3 }),
    });
    const state = fc.constantFrom('attended' as const, 'missed' as const, 'called_off' as const, 'to_come' as const);
    fc.assert(
      fc.property(fc.array(state), fc.array(patrol), fc.array(patrol), (states, some, others) => {
        const now = 100 * 3_600_000;
        const whole = figuresOf(states, [...some, ...others], now);
        const [one, other] = [figuresOf(states, some, now), figuresOf([], others, now)];
        for (const key of ['minutes', 'unplanned', 'found', 'nothingFound', 'reports'] as const) {
          expect(whole[key]).toBe(one[key] + other[key]);
        }
        expect(whole.due).toBe(whole.attended + whole.missed);
        expect(whole.due + whole.calledOff + whole.toCome).toBe(states.length);
        expect(whole.found + whole.nothingFound).toBeLessThanOrEqual(some.length + others.length);
        expect(whole.people).toBeLessThanOrEqual(3);
      }),
    );
  });
});
