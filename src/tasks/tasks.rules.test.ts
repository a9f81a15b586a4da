import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CausedTask, quarterOf, reconcile, type StandingCase, spotCheckDrawOf, stateOf } from './tasks.rules.ts';

const aCase = fc
  .record({
    violationId: fc.integer({ min: 1, max: 12 }),
    stationId: fc.constant(1),
    binId: fc.option(fc.integer({ min: 1, max: 2 })),
    householdId: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map((one): StandingCase => one);
const cases = fc.uniqueArray(aCase, { selector: ({ violationId }) => violationId, maxLength: 12 });

/** What the service does with the changes. */
function apply(tasks: readonly CausedTask[], changes: ReturnType<typeof reconcile>): CausedTask[] {
  const next = tasks.map((task) => ({
    ...task,
    isOpen: task.isOpen && !changes.withdraw.includes(task.id),
    violationIds: [
      ...task.violationIds.filter(
        (id) => !changes.end.some(({ taskId, violationId }) => taskId === task.id && violationId === id),
      ),
      ...changes.add.filter(({ taskId }) => taskId === task.id).map(({ violationId }) => violationId),
    ],
  }));
  const made = changes.create.map(({ subject, violationIds }, index): CausedTask => {
    const about =
      subject.kind === 'visit'
        ? { householdId: subject.householdId, stationId: null, binId: null }
        : { householdId: null, stationId: subject.stationId, binId: subject.binId };
    return { id: tasks.length + index + 1, kind: subject.kind, ...about, isOpen: true, violationIds };
  });
  return [...next, ...made];
}
/** Cases come and go, and now and then somebody does all that is open. */
const history = fc.array(fc.record({ cases, doAll: fc.boolean() }), { minLength: 1, maxLength: 6 });
const through = (steps: readonly { cases: StandingCase[]; doAll: boolean }[]): CausedTask[] =>
  steps.reduce<CausedTask[]>((tasks, step) => {
    const now = apply(tasks, reconcile(step.cases, tasks));
    return step.doAll ? now.map((task) => ({ ...task, isOpen: false })) : now;
  }, []);
const nothing = { end: [], add: [], create: [], withdraw: [] };

describe('tasks that follow from cases', () => {
  it('agree with them after any history, and a second time nothing changes', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const last = steps.at(-1)?.cases ?? [];
        const tasks = through(steps);
        expect(reconcile(last, tasks)).toEqual(nothing);
        const live = tasks.flatMap(({ violationIds }) => violationIds);
        expect(live.toSorted((a, b) => a - b)).toEqual(last.map((one) => one.violationId).toSorted((a, b) => a - b));
        for (const task of tasks) {
          for (const id of task.violationIds) {
            const one = last.find(({ violationId }) => violationId === id);
            expect(task.kind).toBe(one?.householdId === null ? 'rectification' : 'visit');
            expect(task.householdId).toBe(one?.householdId);
          }
        }
      }),
    );
  });

  it('are the same in whatever order the cases are named', () => {
    fc.assert(
      fc.property(history, cases, (steps, last) => {
        const tasks = through(steps);
        expect(reconcile(last.toReversed(), tasks)).toEqual(reconcile(last, tasks));
      }),
    );
  });

  it('are one for each home or bin as long as it is open, and open ones that follow from nothing are withdrawn', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const tasks = through(steps);
        const open = tasks.filter(({ isOpen }) => isOpen);
        expect(open.every(({ violationIds }) => violationIds.length > 0)).toBe(true);
        const subjects = open.map(({ kind, householdId, binId }) => `${kind} ${householdId} ${binId}`);
        expect(new Set(subjects).size).toBe(subjects.length);
        const gone = apply(tasks, reconcile([], tasks));
        expect(gone.some(({ isOpen, violationIds }) => isOpen || violationIds.length > 0)).toBe(false);
      }),
    );
  });
});

describe('days', () => {
  it('belong to quarters', () => {
    expect(quarterOf('2026-11-30')).toEqual({ name: '2026-Q4', firstDay: '2026-10-01', lastDay: '2026-12-31' });
    expect(quarterOf('2026-01-01').lastDay).toBe('2026-03-31');
  });

  it('make overdue what is open after the due day, and only that', () => {
    const open = { doneAt: null, withdrawnAt: null, dueDay: '2026-11-20' };
    expect(stateOf(open, '2026-11-20')).toBe('open');
    expect(stateOf(open, '2026-11-21')).toBe('overdue');
    expect(stateOf({ ...open, doneAt: 1 }, '2026-11-21')).toBe('done');
    expect(stateOf({ ...open, withdrawnAt: 1 }, '2026-11-21')).toBe('withdrawn');
  });
});

describe('spot-checks', () => {
  it('fall on about the share that is asked for, the same ones each time', () => {
    const drawn = Array.from({ length: 5_000 }, (_, id) => spotCheckDrawOf('seed', id));
    expect(drawn.filter((one) => one < 0.2).length / 5_000).toBeCloseTo(0.2, 1);
    expect(spotCheckDrawOf('seed', 7)).toBe(drawn[7]);
    expect(spotCheckDrawOf('another', 7)).not.toBe(drawn[7]);
  });
});
