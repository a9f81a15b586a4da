/** Which tasks follow from which cases, when they are due, and which visits are looked into again. Pure. */
import { createHmac } from 'node:crypto';
import type { TaskState } from './tasks.schemas.ts';

/** A case that stands: confirmed, not contested, not voided. */
export interface StandingCase {
  violationId: number;
  stationId: number;
  binId: number | null;
  /** Of a signed attribution; null: nobody is named. */
  householdId: number | null;
}

/** A task made of a case, done or not, with the violations that it follows from at present. */
export interface CausedTask {
  id: number;
  kind: 'rectification' | 'visit';
  householdId: number | null;
  stationId: number | null;
  binId: number | null;
  isOpen: boolean;
  violationIds: readonly number[];
}

/** Whom or what a task is about. */
export type Subject =
  | { kind: 'visit'; householdId: number }
  | { kind: 'rectification'; stationId: number; binId: number | null };

export interface TaskChanges {
  /** Violations that a task no longer follows from. */
  end: { taskId: number; violationId: number }[];
  /** To an open task. */
  add: { taskId: number; violationId: number }[];
  create: { subject: Subject; violationIds: number[] }[];
  /** Open ones that follow from nothing any more. */
  withdraw: number[];
}

/** Days until it is due, the day of its making not counted. */
export const daysToDo: Record<'rectification' | 'visit', number> = { rectification: 2, visit: 7 };
export const undoMs = 86_400_000;

/** A named household is visited; where nobody is named, the chief of the bin sees to it. */
function subjectOf({ householdId, stationId, binId }: StandingCase): Subject {
  return householdId === null ? { kind: 'rectification', stationId, binId } : { kind: 'visit', householdId };
}

const keyOf = (subject: Subject): string =>
  subject.kind === 'visit' ? `visit ${subject.householdId}` : `bin ${subject.stationId} ${subject.binId ?? '-'}`;

function keyOfTask({ kind, householdId, stationId, binId }: CausedTask): string {
  return kind === 'visit' ? `visit ${householdId}` : `bin ${stationId} ${binId ?? '-'}`;
}

/**
 * What has to change so that tasks agree with the cases: several cases of one home or bin are one task as long as it is open;
 * what was done stays done. The order of the cases doesn't matter, and a second time nothing changes.
 */
export function reconcile(cases: readonly StandingCase[], tasks: readonly CausedTask[]): TaskChanges {
  const wanted = new Map(cases.map((one) => [one.violationId, subjectOf(one)]));
  const end = tasks.flatMap((task) =>
    task.violationIds
      .filter((violationId) => {
        const subject = wanted.get(violationId);
        return !subject || keyOf(subject) !== keyOfTask(task);
      })
      .map((violationId) => ({ taskId: task.id, violationId })),
  );
  const ended = new Set(end.map(({ taskId, violationId }) => `${taskId} ${violationId}`));
  const settled = new Set(
    tasks.flatMap(({ id, violationIds }) => violationIds.filter((violationId) => !ended.has(`${id} ${violationId}`))),
  );
  const openBySubject = new Map(tasks.filter(({ isOpen }) => isOpen).map((task) => [keyOfTask(task), task.id]));
  const add: TaskChanges['add'] = [];
  const create = new Map<string, TaskChanges['create'][number]>();
  for (const [violationId, subject] of [...wanted].sort(([a], [b]) => a - b)) {
    if (settled.has(violationId)) continue;
    const key = keyOf(subject);
    const open = openBySubject.get(key);
    if (open !== undefined) add.push({ taskId: open, violationId });
    else {
      const made = create.get(key) ?? { subject, violationIds: [] };
      made.violationIds.push(violationId);
      create.set(key, made);
    }
  }
  const joined = new Set(add.map(({ taskId }) => taskId));
  const withdraw = tasks
    .filter(
      ({ id, isOpen, violationIds }) =>
        isOpen && !joined.has(id) && violationIds.every((violationId) => ended.has(`${id} ${violationId}`)),
    )
    .map(({ id }) => id);
  return { end, add, create: [...create.values()], withdraw };
}

/** `2026-Q4`, with its last day. */
export function quarterOf(day: string): { name: string; firstDay: string; lastDay: string } {
  const [year = '', month = '01'] = day.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  const last = ['03-31', '06-30', '09-30', '12-31'][quarter - 1];
  const first = ['01-01', '04-01', '07-01', '10-01'][quarter - 1];
  return { name: `${year}-Q${quarter}`, firstDay: `${year}-${first}`, lastDay: `${year}-${last}` };
}

export function stateOf(
  { doneAt, withdrawnAt, dueDay }: { doneAt: number | null; withdrawnAt: number | null; dueDay: string },
  today: string,
): TaskState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (doneAt !== null) return 'done';
  return dueDay < today ? 'overdue' : 'open';
}

/** What is drawn for a completed visit, 0 up to 1, from the community's seed: the same each time it is asked. */
export function spotCheckDrawOf(seed: string, completionId: number): number {
  return createHmac('sha256', seed).update(`spot-check ${completionId}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
