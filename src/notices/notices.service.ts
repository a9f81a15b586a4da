/** Notices: made once a second person has signed, handed over on paper or opened in the application. */
import { randomBytes } from 'node:crypto';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AttributedCase, NoticesRepo } from './notices.repo.ts';
import { mayHaveConsequences, noticeCodeFrom, noticeState, readNoticeCode } from './notices.rules.ts';

export type NoticesService = ReturnType<typeof createNoticesService>;
/** A notice with its case and the home it goes to. */
export interface NoticeInFull {
  id: number;
  code: string;
  createdAt: number;
  told: AttributedCase;
  household: { id: number; label: string; estate: string; estateId: number };
}

const pageSize = 30;
/** Of notices looked through for a page of one state. */
const lookedThrough = 2_000;

export function createNoticesService(deps: {
  db: Db;
  repo: NoticesRepo;
  clock: Clock;
  termDays: () => number;
  /** Told inside the transaction that where a case stands has changed. */
  onChange: () => void;
}) {
  const { db, repo, clock, termDays, onChange } = deps;

  const inFull = (id: number): NoticeInFull | null => {
    const notice = repo.find(id);
    const told = repo.caseOf(id);
    const household = told?.householdId ? repo.household(told.householdId) : null;
    if (!notice || !told || !household) return null;
    return { id, code: notice.code, createdAt: notice.createdAt, told, household };
  };

  const missing = (): AppError => new AppError('no_such_notice', 'There is no such notice.');

  /** For staff: of a home in their estates, and not their own. */
  const findOrThrow = (person: Person, id: number): NoticeInFull => {
    const found = inFull(id);
    if (!found || !maySeeEstate(person.estates, found.household.estateId)) throw missing();
    if (found.household.id === person.householdId) {
      throw new AppError('own_household', 'This concerns your own household; somebody else must see to it.');
    }
    return found;
  };

  const codeUnused = (attributionId: number): void => {
    for (;;) {
      const code = noticeCodeFrom(randomBytes(32));
      if (code !== null && repo.insert({ attributionId, code, termDays: termDays(), createdAt: clock() })) return;
    }
  };

  return {
    inFull,
    findOrThrow,
    delivery: repo.delivery,
    personName: repo.personName,
    stateOf: ({ told }: NoticeInFull) => noticeState(told.facts, clock()),

    /** Makes the notices that are due; a second run makes none. May be called inside a transaction. */
    issueDue(): number {
      const untold = repo.untold();
      if (untold.length > 0) inTransaction(db, () => untold.forEach(codeUnused));
      return untold.length;
    },

    /** A page for staff, newest first; `state` narrows it. Not those of their own household. */
    page(person: Person, query: { state?: string | undefined; before?: number | undefined }) {
      const items: NoticeInFull[] = [];
      let before = query.before ?? Number.MAX_SAFE_INTEGER;
      const ids = repo.ids({ estates: person.estates }, before, lookedThrough);
      for (const id of ids) {
        before = id;
        const one = inFull(id);
        if (!one || one.household.id === person.householdId) continue;
        if (query.state !== undefined && noticeState(one.told.facts, clock()) !== query.state) continue;
        items.push(one);
        if (items.length === pageSize) break;
      }
      const isMore = items.length === pageSize || ids.length === lookedThrough;
      return { items, next: isMore ? before : null };
    },

    /** Those of the person's own household, newest first. */
    own(person: Person): NoticeInFull[] {
      if (person.householdId === null) return [];
      const ids = repo.ids({ estates: null, householdId: person.householdId }, Number.MAX_SAFE_INTEGER, pageSize);
      return ids.flatMap((id) => inFull(id) ?? []);
    },

    /** One of the person's own household. Throws `no_such_notice`. */
    ownOrThrow(person: Person, id: number): NoticeInFull {
      const found = inFull(id);
      if (!found || found.household.id !== person.householdId) throw missing();
      return found;
    },

    /** By the code of a slip. Throws `no_such_notice`, the same for a wrong code and a notice that no longer holds. */
    byCode(typed: string): NoticeInFull {
      const id = repo.idOfCode(readNoticeCode(typed));
      const found = id === null ? null : inFull(id);
      const isOver = found !== null && noticeState(found.told.facts, clock()) === 'withdrawn';
      if (!found || isOver)
        throw new AppError('no_such_notice', 'There is no notice of this code, or it was taken back.');
      return found;
    },

    /** Handed over on paper: the term begins. Throws `no_such_notice`, `own_household`, `notice_changed`. */
    handOver(person: Person, id: number): void {
      inTransaction(db, () => {
        const found = findOrThrow(person, id);
        if (noticeState(found.told.facts, clock()) !== 'undelivered') {
          throw new AppError('notice_changed', 'The notice was handed over or taken back already.');
        }
        repo.deliver({ noticeId: id, way: 'slip', personId: person.id, deliveredAt: clock() });
        onChange();
      });
    },

    /** It was not handed over after all; possible until somebody appeals or the term has passed. Throws as `handOver`. */
    undoHandOver(person: Person, id: number): void {
      inTransaction(db, () => {
        const found = findOrThrow(person, id);
        if (noticeState(found.told.facts, clock()) !== 'open') {
          throw new AppError('notice_changed', 'The notice can’t be taken back any more.');
        }
        repo.undoDelivery(id, person.id, clock());
        onChange();
      });
    },

    /** Somebody of the household has it before them in the application: told. A second time changes nothing. */
    opened(person: Person, id: number): void {
      inTransaction(db, () => {
        const found = inFull(id);
        if (!found || found.household.id !== person.householdId) throw missing();
        if (repo.delivery(id) !== null || noticeState(found.told.facts, clock()) === 'withdrawn') return;
        repo.deliver({ noticeId: id, way: 'application', personId: person.id, deliveredAt: clock() });
        onChange();
      });
    },

    /** Cases that may have consequences now. */
    consequential: (): AttributedCase[] =>
      repo.standingCases().filter(({ facts }) => mayHaveConsequences(facts, clock())),
  };
}
