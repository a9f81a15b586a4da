/** Keeps the ledger of points in step with what members are entitled to, and tells what stands in it. */
import type { DutiesRepo } from '../duties/duties.repo.ts';
import { fieldFinder } from '../duties/duties.rules.ts';
import type { ListsService } from '../lists/lists.service.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { SpotChecksRepo } from '../tasks/spot-checks.repo.ts';
import type { TasksRepo } from '../tasks/tasks.repo.ts';
import type { Member, PointEntry, PointsRepo } from './points.repo.ts';
import {
  bookedMonth,
  type Cause,
  differences,
  entitlements,
  gradeOf,
  monthsBefore,
  type RuleSet,
  type RuleVersion,
  versionOn,
} from './points.rules.ts';
import type { DryRun, NewRules, Points } from './points.schemas.ts';
import { createVisitCauses } from './visit-causes.service.ts';

export type PointsService = ReturnType<typeof createPointsService>;

/** After a change, so that many at once are gone through together. */
const settleMs = 30;
const listed = 500;
/** Sorts after all months. */
const noMonthAfter = '9999-12';

export function createPointsService(deps: {
  db: Db;
  repo: PointsRepo;
  notices: Pick<NoticesService, 'consequential'>;
  duties: Pick<DutiesRepo, 'all' | 'home' | 'homes'>;
  publishedRed: ListsService['publishedRed'];
  visits: Pick<TasksRepo, 'visits'>;
  spotChecks: Pick<SpotChecksRepo, 'failed'>;
  /** Brings tasks in step with cases, whose visits points follow from. */
  beforeLooking: () => void;
  isClosed: (month: string) => boolean;
  calendar: Pick<Calendar, 'dayOf' | 'monthOf' | 'dayAfter'>;
  clock: Clock;
  log: Logger;
  /** After points were looked at: what else follows from cases. */
  onLooked: () => void;
}) {
  const { db, repo, notices, duties, publishedRed, isClosed, calendar, clock, log, onLooked } = deps;
  const visitCauses = createVisitCauses(deps);
  let timer: NodeJS.Timeout | null = null;

  /** Tells whose field a home was on a day, from what was read once. */
  const readHolders = (members: readonly Member[]): ((householdId: number, day: string) => number | null) => {
    const fieldOn = fieldFinder(duties.all('field'));
    const homes = new Map(duties.homes().map((home) => [home.householdId, home]));
    const isMember = new Set(members.map(({ id }) => id));
    return (householdId, day) => {
      const home = homes.get(householdId) ?? duties.home(householdId);
      const personId = home && fieldOn(home, day)?.personId;
      return personId && isMember.has(personId) ? personId : null;
    };
  };

  /** Cases of households: of the member who lives there, and of the one whose field it is on the day. */
  const casesOf = (members: readonly Member[]): (Cause & { findingId: string })[] => {
    const holderOf = readHolders(members);
    const living = Map.groupBy(members, (member) => member.householdId);
    const visits = visitCauses.byFinding();
    return notices.consequential().flatMap(({ findingId, householdId, occurredAt }) => {
      if (householdId === null || occurredAt === null) return [];
      const day = calendar.dayOf(occurredAt);
      const common = { at: occurredAt, day, householdId, visit: visits.get(findingId) ?? null, findingId };
      const own = (living.get(householdId) ?? []).map(({ id }) => ({
        ...common,
        kind: 'own_case' as const,
        key: `own_case:${findingId}`,
        memberId: id,
      }));
      const memberId = holderOf(householdId, day);
      return memberId !== null
        ? [...own, { ...common, kind: 'field_case', key: `field_case:${findingId}`, memberId }]
        : own;
    });
  };

  /** Households on a published red list: of the one whose field it was on the last day of the month. */
  const redOf = (members: readonly Member[]): (Cause & { findingId: null })[] => {
    const holderOf = readHolders(members);
    return publishedRed().flatMap(({ month, day, at, householdIds }) =>
      householdIds.flatMap((householdId) => {
        const memberId = holderOf(householdId, day);
        if (memberId === null) return [];
        const key = `field_red_list:${month}:${householdId}`;
        return [{ key, memberId, kind: 'field_red_list' as const, at, day, householdId, visit: null, findingId: null }];
      }),
    );
  };

  const causes = (members: readonly Member[]): (Cause & { findingId: string | null })[] => [
    ...casesOf(members),
    ...redOf(members),
    ...visitCauses.of(new Set(members.map(({ id }) => id))),
    ...repo.confirmedReports().map(({ reportId, personId, at, findingId }) => ({
      key: `report_confirmed:${reportId}`,
      memberId: personId,
      kind: 'report_confirmed' as const,
      at,
      day: calendar.dayOf(at),
      householdId: null,
      visit: null,
      findingId,
    })),
  ];

  /** Adds what is missing to the ledger; a second run adds nothing. Returns the rows added. */
  const recompute = (): number => {
    deps.beforeLooking();
    const all = causes(repo.members());
    const due = differences(repo.standing(), entitlements(all, repo.versions()));
    if (due.length === 0) return 0;
    const findingOf = new Map(all.map(({ memberId, key, findingId }) => [`${memberId} ${key}`, findingId]));
    const openMonth = calendar.monthOf(clock());
    inTransaction(db, () => {
      for (const { memberId, key, ...row } of due) {
        repo.insert({
          ...row,
          personId: memberId,
          causeKey: key,
          bookedMonth: bookedMonth(row.day.slice(0, 7), isClosed, openMonth),
          findingId: findingOf.get(`${memberId} ${key}`) ?? null,
          bookedAt: clock(),
        });
      }
    });
    return due.length;
  };

  const yearOf = (): string => calendar.monthOf(clock()).slice(0, 4);
  const memberOrThrow = (id: number): Member => {
    const member = repo.members().find((one) => one.id === id);
    if (!member) throw new AppError('no_such_member', 'There is no such member.');
    return member;
  };

  return {
    recompute,
    /** Something that points follow from has changed: looked at soon, after the transaction. */
    changed(): void {
      timer ??= setTimeout(() => {
        timer = null;
        try {
          recompute();
          onLooked();
        } catch (error) {
          log.error({ err: error }, 'points could not be recomputed; the next round does it');
        }
      }, settleMs);
    },
    stop(): void {
      if (timer) clearTimeout(timer);
      timer = null;
    },

    /** A year by member and branch, with grades by the thresholds in force at its end. */
    ofYear(year: string = yearOf()): Points {
      const { grades } = versionOn(repo.versions(), `${year}-12-31`).rules;
      const [sums, balances] = [repo.sums(`${year}-01`, `${year}-12`), repo.sums('', noMonthAfter)];
      const members = repo
        .members()
        .map(({ id, name, branch }) => {
          const tenths = sums.get(id) ?? 0;
          return {
            member: { id, name },
            branch,
            tenths,
            balance: balances.get(id) ?? 0,
            grade: gradeOf(tenths, grades),
          };
        })
        .toSorted((a, b) => b.tenths - a.tenths || a.member.id - b.member.id);
      const branches = [...Map.groupBy(members, ({ branch }) => branch?.id ?? 0).values()].map((ofOne) => ({
        branch: ofOne[0]?.branch ?? null,
        members: ofOne.length,
        tenths: ofOne.reduce((sum, { tenths }) => sum + tenths, 0),
        balance: ofOne.reduce((sum, { balance }) => sum + balance, 0),
      }));
      return { year, grades, members, branches };
    },

    /** Throws `no_such_member`. */
    ofMember(id: number): { member: Member; balance: number; entries: PointEntry[] } {
      return { member: memberOrThrow(id), balance: repo.balanceOf(id), entries: repo.entriesOf(id, listed) };
    },
    isMember: (id: number): boolean => repo.members().some((member) => member.id === id),

    rules() {
      const versions = repo.versions();
      return { inForce: versionOn(versions, calendar.dayOf(clock())).rules, versions: versions.toReversed() };
    },
    /** Adds a version. Throws `month_closed`: nothing that is closed is counted by other rules. */
    addRules(by: Person, { fromDay, rules, note }: NewRules): void {
      inTransaction(db, () => {
        if (isClosed(fromDay.slice(0, 7))) {
          throw new AppError('month_closed', 'The month of that day is closed; rules begin in an open month.');
        }
        repo.insertVersion({ fromDay, rules, note, createdAt: clock(), createdBy: by.id });
      });
      recompute();
    },

    /** What these rules would have given in this month and the two before, beside what the rules in force give. */
    dryRun(rules: RuleSet): DryRun {
      const today = calendar.dayOf(clock());
      const months = [2, 1, 0].map((back) => monthsBefore(today, back).slice(0, 7));
      const members = repo.members();
      const all = causes(members);
      const versions: RuleVersion[] = repo.versions();
      const tried = { id: Number.MAX_SAFE_INTEGER, fromDay: `${months[0]}-01`, rules };
      const kept = versions.filter(({ fromDay }) => fromDay <= tried.fromDay);
      const sums = (by: readonly RuleVersion[]): Map<number, number> => {
        const counted = entitlements(all, by).filter(({ day }) => months.includes(day.slice(0, 7)));
        return new Map(
          [...Map.groupBy(counted, ({ memberId }) => memberId)].map(([id, ofOne]) => [
            id,
            ofOne.reduce((sum, { tenths }) => sum + tenths, 0),
          ]),
        );
      };
      const [before, after] = [sums(versions), sums([...kept, tried])];
      const compared = members.map(({ id, name }) => ({
        member: { id, name },
        before: before.get(id) ?? 0,
        after: after.get(id) ?? 0,
      }));
      const changed = compared.filter((one) => one.before !== one.after);
      return { months, members: changed, unchanged: compared.length - changed.length };
    },
  };
}
