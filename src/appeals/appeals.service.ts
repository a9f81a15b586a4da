/** Appeals: filed within the term, decided by a third person; one that succeeds voids the violation. */

import { mayAppeal } from '../notices/notices.rules.ts';
import type { NoticeInFull, NoticesService } from '../notices/notices.service.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Appeal, AppealsRepo, StandingDecision } from './appeals.repo.ts';
import { whyNotDecide } from './appeals.rules.ts';
import type { AppealRequest, DecisionRequest } from './appeals.schemas.ts';

export type AppealsService = ReturnType<typeof createAppealsService>;

/** Days within which an appeal is to be decided. */
const answerDays = 10;
const dayMs = 86_400_000;
const listed = 100;

export interface AppealInFull {
  appeal: Appeal;
  decision: StandingDecision | null;
  notice: NoticeInFull;
}

export function createAppealsService(deps: {
  db: Db;
  repo: AppealsRepo;
  notices: Pick<NoticesService, 'inFull' | 'findOrThrow'>;
  /** Brings the ledger in step with the verdicts and the decisions on appeals. */
  settle: (findingId: string, by: number, reason: string) => void;
  /** Accounts with points at stake in a case of this household. */
  stakeholders: (householdId: number) => number[];
  clock: Clock;
  /** Told inside the transaction that where a case stands has changed. */
  onChange: () => void;
}) {
  const { db, repo, notices, settle, stakeholders, clock, onChange } = deps;

  const factsOf = ({ told }: NoticeInFull, appeal: Appeal) => ({
    judgedBy: told.judgedBy,
    attributedBy: told.attributedBy,
    signedBy: told.signedBy,
    filedBy: appeal.filedBy,
    householdId: told.householdId,
    stakeholders: told.householdId === null ? [] : stakeholders(told.householdId),
  });

  /** As this person may decide it, or have decided it. */
  const findOrThrow = (person: Person, id: number): AppealInFull => {
    const appeal = repo.find(id);
    if (!appeal) throw new AppError('no_such_appeal', 'There is no such appeal.');
    const notice = notices.findOrThrow(person, appeal.noticeId);
    return { appeal, notice, decision: repo.decisionOn(id) };
  };

  return {
    ofNotice(noticeId: number): { appeal: Appeal; decision: StandingDecision | null } | null {
      const appeal = repo.ofNotice(noticeId);
      return appeal && { appeal, decision: repo.decisionOn(appeal.id) };
    },

    /** Those that this person may see, the undecided first; whether they may decide each. */
    list(person: Person): (AppealInFull & { whyNot: ReturnType<typeof whyNotDecide> })[] {
      return repo.list(listed).flatMap(({ id, noticeId }) => {
        const notice = notices.inFull(noticeId);
        const appeal = repo.find(id);
        const isTheirs = person.estates === null || (notice && person.estates.includes(notice.household.estateId));
        if (!notice || !appeal || !isTheirs || notice.household.id === person.householdId) return [];
        return [
          { appeal, notice, decision: repo.decisionOn(id), whyNot: whyNotDecide(person, factsOf(notice, appeal)) },
        ];
      });
    },

    /** Files one; `filedBy` null: with the code. Throws `appeal_not_open`. */
    file(notice: NoticeInFull, filedBy: number | null, { ground, statement }: AppealRequest): void {
      inTransaction(db, () => {
        const now = notices.inFull(notice.id);
        if (!now || !mayAppeal(now.told.facts, clock())) {
          throw new AppError(
            'appeal_not_open',
            'The term for an appeal has not begun, has passed, or there is one already.',
          );
        }
        const filedAt = clock();
        const dueAt = filedAt + answerDays * dayMs;
        repo.insert({ noticeId: notice.id, ground, statement: statement || null, filedBy, filedAt, dueAt });
        onChange();
      });
    },

    /** Throws `no_such_appeal`, `appeal_changed`, `own_household`, `took_part`. */
    decide(person: Person, id: number, { decision, reason }: DecisionRequest): void {
      inTransaction(db, () => {
        const found = findOrThrow(person, id);
        if (found.decision) throw new AppError('appeal_changed', 'The appeal has been decided in the meantime.');
        const why = whyNotDecide(person, factsOf(found.notice, found.appeal));
        if (why === 'own_household') {
          throw new AppError('own_household', 'You are concerned yourself; somebody else must decide on it.');
        }
        if (why !== null)
          throw new AppError('took_part', 'Who judged, attributed or signed it does not decide the appeal.');
        repo.insertDecision({ appealId: id, decision, reason, decidedBy: person.id, decidedAt: clock() });
        settle(found.notice.told.findingId, person.id, 'appeal upheld');
        onChange();
      });
    },

    /** Takes back one's own decision: the appeal is open again. Throws `no_such_appeal`, `appeal_changed`. */
    undo(person: Person, id: number): void {
      inTransaction(db, () => {
        const { decision, notice } = findOrThrow(person, id);
        if (decision?.decidedBy !== person.id)
          throw new AppError('appeal_changed', 'There is no decision of yours on it.');
        repo.undoDecision(decision.id, clock());
        settle(notice.told.findingId, person.id, 'decision on the appeal taken back');
        onChange();
      });
    },
  };
}
