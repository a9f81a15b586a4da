/** Tasks as people deal with them: own ones, all of an estate, doing one and taking that back, giving one to somebody. */
import { createHash } from 'node:crypto';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { CauseRow, TaskRow, TasksRepo } from './tasks.repo.ts';
import { stateOf, undoMs } from './tasks.rules.ts';
import { type TaskState, type TasksQuery, tasksPerPage } from './tasks.schemas.ts';

export type TasksService = ReturnType<typeof createTasksService>;
export type TaskWithCauses = TaskRow & { state: TaskState; causes: CauseRow[] };

/** Done ones are shown for so long on the page of who did them. */
const shownDoneMs = 14 * 86_400_000;

export function createTasksService(deps: {
  db: Db;
  repo: TasksRepo;
  /** Keeps a photograph; throws as an upload does. */
  keepPhoto: (sha256: string, bytes: Buffer) => Promise<void>;
  findPerson: (id: number) => Person | null;
  /** Accounts in use. */
  listPeople: () => Person[];
  /** Whose field or post it is. */
  holderOf: (task: TaskRow) => number | null;
  calendar: Calendar;
  clock: Clock;
  /** Something that points follow from has changed. */
  onChange: () => void;
}) {
  const { db, repo, keepPhoto, findPerson, listPeople, holderOf, calendar, clock, onChange } = deps;
  const today = (): string => calendar.dayOf(clock());
  const noSuchTask = (): AppError =>
    new AppError('no_such_task', 'There is no such task, or not one for this account.');

  const withCauses = (rows: readonly TaskRow[]): TaskWithCauses[] => {
    const causes = Map.groupBy(repo.causesOf(rows.map(({ id }) => id)), ({ taskId }) => taskId);
    return rows.map((row) => ({ ...row, state: stateOf(row, today()), causes: causes.get(row.id) ?? [] }));
  };

  const findOwn = (by: Person, id: number): TaskRow => {
    const task = repo.find(id);
    if (!task || (task.personId !== by.id && task.completedBy !== by.id)) throw noSuchTask();
    return task;
  };
  const findOfEstate = (by: Person, id: number): TaskRow => {
    const task = repo.find(id);
    if (!task || !maySeeEstate(by.estates, task.estateId)) throw noSuchTask();
    return task;
  };
  const checkOpen = ({ doneAt, withdrawnAt }: TaskRow): void => {
    if (doneAt !== null) throw new AppError('task_ended', 'This task has been done already.');
    if (withdrawnAt !== null)
      throw new AppError('task_ended', 'This task was withdrawn: what it followed from is gone.');
  };

  return {
    today,
    withCauses,
    find: (id: number): TaskWithCauses | null => withCauses([repo.find(id)].filter((one) => one !== null))[0] ?? null,
    ownOf: (person: Person): TaskWithCauses[] => withCauses(repo.ownOf(person.id, clock() - shownDoneMs)),
    /** A page of those of the caller's estates, the newest first, with whether there are more. */
    list(by: Person, query: TasksQuery): { items: TaskWithCauses[]; next: number | null } {
      const before = query.before ?? Number.MAX_SAFE_INTEGER;
      const rows = repo.list(by.estates, { ...query, today: today(), before, limit: tasksPerPage + 1 });
      const shown = rows.slice(0, tasksPerPage);
      return { items: withCauses(shown), next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
    },
    /** Accounts in use, but viewers, that share an estate with the caller. */
    people: (by: Person) =>
      listPeople()
        .filter(
          ({ role, estates }) =>
            role !== 'viewer' && (estates === null || estates.some((id) => maySeeEstate(by.estates, id))),
        )
        .map(({ id, name }) => ({ id, name })),
    counts: (by: Person) => repo.counts(by.estates, today()) ?? { open: 0, overdue: 0, unassigned: 0 },
    mayUndo: (by: Person, task: TaskRow): boolean =>
      task.completedBy === by.id && clock() - (task.completedAt ?? 0) < undoMs && task.outcome === null,

    /** By whose it is, with a note or a photograph. Throws `no_such_task`, `task_ended`, `invalid_request`, `storage_full`. */
    async complete(by: Person, id: number, note: string, photo: Buffer | null): Promise<void> {
      checkOpen(findOwn(by, id));
      if (note === '' && !photo) {
        throw new AppError('invalid_request', 'Please add a note or a photograph.', {
          faults: [{ pointer: '/note', detail: 'is missing, and there is no photograph either' }],
        });
      }
      const sha256 = photo && createHash('sha256').update(photo).digest('hex');
      if (sha256) await keepPhoto(sha256, photo);
      inTransaction(db, () => {
        const task = findOwn(by, id);
        checkOpen(task);
        repo.complete({ taskId: task.id, personId: by.id, completedAt: clock(), note, photoSha256: sha256 });
      });
      onChange();
    },

    /** For a day, by who did it, unless it was looked into. Throws `no_such_task`, `task_not_undoable`. */
    undo(by: Person, id: number): void {
      inTransaction(db, () => {
        const task = findOwn(by, id);
        const isLate = clock() - (task.completedAt ?? 0) >= undoMs || task.outcome !== null;
        if (task.completionId === null || task.completedBy !== by.id || isLate || repo.hasOpenTwin(task)) {
          throw new AppError('task_not_undoable', 'It can be taken back for a day by who did it.');
        }
        repo.undo(task.id, task.completionId, clock());
      });
      onChange();
    },

    /** Null: whose field or post it is. Throws `no_such_task`, `task_ended`, `task_holder`. */
    assign(by: Person, id: number, personId: number | null): void {
      inTransaction(db, () => {
        const task = findOfEstate(by, id);
        checkOpen(task);
        if (personId === null) {
          repo.assign(id, holderOf(task), null);
          return;
        }
        const person = findPerson(personId);
        const suits = person && person.role !== 'viewer' && maySeeEstate(person.estates, task.estateId);
        if (!suits || (task.householdId !== null && person.householdId === task.householdId)) {
          throw new AppError('task_holder', 'The account is closed, not of this estate, or it is their own home.', {
            faults: [{ pointer: '/personId', detail: 'can’t be given this' }],
          });
        }
        repo.assign(id, personId, by.id);
      });
    },

    /** SHA-256 of the photograph, for whose task it is and for those who organise. Throws `no_such_task`, `photo_missing`. */
    photoOf(by: Person, id: number, organises: boolean): string {
      const task = organises ? findOfEstate(by, id) : findOwn(by, id);
      if (task.photo === null) throw new AppError('photo_missing', 'There is no photograph with it.');
      return task.photo;
    },

    /** Tasks due in a month, by kind. */
    monthFigures(month: string) {
      const { from, to } = calendar.monthBounds(month);
      return repo.figures(calendar.dayOf(from), calendar.dayOf(to - 1), today());
    },
  };
}
