/** Keeps tasks in step with cases, fields and posts: what follows from a case, the quarter's contacts, whose each is. */
import type { DutiesRepo } from '../duties/duties.repo.ts';
import { chiefsOf, fieldFinder, isOnDay } from '../duties/duties.rules.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { TasksRepo } from './tasks.repo.ts';
import { daysToDo, quarterOf, reconcile, type Subject } from './tasks.rules.ts';

/** So long it can be said whose a case is, before the chief of the bin is asked. */
const settleMs = 3_600_000;
const leastContactDays = 14;

interface About {
  householdId: number | null;
  stationId: number | null;
  binId: number | null;
}

export function createTaskPlanService(deps: {
  db: Db;
  repo: TasksRepo;
  duties: Pick<DutiesRepo, 'all' | 'home' | 'homes'>;
  /** Whether it is the person's own home: nobody visits themselves. */
  livesIn: (personId: number, householdId: number) => boolean;
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, duties, livesIn, calendar, clock } = deps;
  const today = (): string => calendar.dayOf(clock());
  const dayAfter = (day: string, days: number): string => {
    let at = day;
    for (let count = 0; count < days; count += 1) at = calendar.dayOf(calendar.dayAfter(at));
    return at;
  };

  /** Tells whose field or post something is today, from what was read once. */
  const readHolders = (): ((about: About) => number | null) => {
    const [fieldOn, posts, day] = [fieldFinder(duties.all('field')), duties.all('post'), today()];
    return ({ householdId, stationId, binId }) => {
      if (householdId === null) {
        return chiefsOf(posts, { id: binId ?? 0, stationId: stationId ?? 0 }, day)[0]?.personId ?? null;
      }
      const home = duties.home(householdId);
      const personId = home ? (fieldOn(home, day)?.personId ?? null) : null;
      return personId !== null && livesIn(personId, householdId) ? null : personId;
    };
  };

  const aboutOf = (subject: Subject): About =>
    subject.kind === 'visit'
      ? { householdId: subject.householdId, stationId: null, binId: null }
      : { householdId: null, stationId: subject.stationId, binId: subject.binId };

  const create = (subject: Subject, violationIds: readonly number[], personId: number | null): void => {
    const id = repo.insert({
      ...{ kind: subject.kind, ...aboutOf(subject), personId, createdAt: clock() },
      dueDay: dayAfter(today(), daysToDo[subject.kind]),
    });
    for (const violationId of violationIds) repo.addCause(id, violationId, clock());
  };

  return {
    /** Tasks that follow from cases; a second time nothing changes. Returns whether anything did. */
    followCases(): boolean {
      const now = clock();
      // Cases before the last month are past: an upgrade makes no tasks of years.
      const changes = reconcile(
        repo.standingCases(calendar.monthBefore(calendar.monthOf(now)), now - settleMs),
        repo.causedTasks(),
      );
      const holderOf = readHolders();
      const moved = repo.unassignedOpen().filter((task) => holderOf(task) !== task.personId);
      const count = changes.end.length + changes.add.length + changes.create.length + changes.withdraw.length;
      if (count + moved.length === 0) return false;
      inTransaction(db, () => {
        for (const { taskId, violationId } of changes.end) repo.endCause(taskId, violationId, now);
        for (const { taskId, violationId } of changes.add) repo.addCause(taskId, violationId, now);
        for (const id of changes.withdraw) repo.withdraw(id, 'cause_gone', now);
        for (const { subject, violationIds } of changes.create)
          create(subject, violationIds, holderOf(aboutOf(subject)));
        for (const task of moved) repo.assign(task.id, holderOf(task), null);
      });
      return true;
    },

    /** Each home of a field once a quarter, as the fields are today. */
    planContacts(): void {
      const { name: quarter, lastDay } = quarterOf(today());
      const known = new Map(repo.contacts(quarter).map((task) => [task.householdId, task]));
      const fieldOn = fieldFinder(duties.all('field').filter((field) => isOnDay(field, today())));
      const day = today();
      const least = dayAfter(today(), leastContactDays);
      const dueDay = [least, lastDay].toSorted().at(-1) ?? lastDay;
      inTransaction(db, () => {
        for (const home of duties.homes()) {
          const { householdId } = home;
          const personId = fieldOn(home, day)?.personId;
          if (personId === undefined) continue;
          const task = known.get(householdId);
          known.delete(householdId);
          if (livesIn(personId, householdId)) continue;
          if (!task) repo.insert({ kind: 'contact', householdId, quarter, personId, createdAt: clock(), dueDay });
          else if (task.isWithdrawn === 1) repo.reopen(task.id);
          if (task && task.assignedBy === null && task.personId !== personId && (task.isOpen || task.isWithdrawn)) {
            repo.assign(task.id, personId, null);
          }
        }
        for (const task of known.values()) {
          if (task.isOpen === 1 && task.assignedBy === null) repo.withdraw(task.id, 'plan_gone', clock());
        }
      });
    },
    holderOf: (about: About): number | null => readHolders()(about),
  };
}
