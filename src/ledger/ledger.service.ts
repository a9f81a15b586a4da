/** Keeps the ledger in step with the verdicts: one row for each confirmed episode or report, voided when it is undone. */

import type { Category } from '../inference/categories.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { LedgerRepo, Subject } from './ledger.repo.ts';
import { settlement } from './ledger.rules.ts';

export type LedgerService = ReturnType<typeof createLedgerService>;

/** Where and when the content was seen; a case needs an expected category. */
export interface CaseFacts {
  subject: Subject;
  stationId: number;
  binId: number | null;
  expected: Category;
  occurredAt: number;
}

export function createLedgerService(deps: { repo: LedgerRepo; calendar: Calendar; clock: Clock }) {
  const { repo, calendar, clock } = deps;
  return {
    /** Inside a transaction, after any change of verdicts on the subject or of an appeal: adds or voids what that asks for. */
    settle(facts: CaseFacts, changedBy: number, reason: string): void {
      const { subject, occurredAt, ...place } = facts;
      const isVoid = repo.isOverturned(subject) || repo.isDuplicate(subject);
      const confirming = isVoid ? [] : repo.confirming(subject);
      for (const step of settlement(repo.live(subject), confirming)) {
        if (step.kind === 'void') {
          repo.void(step.violationId, clock(), changedBy, reason);
          continue;
        }
        repo.insert({
          ...place,
          findingId: step.ground.findingId,
          verdictId: step.ground.verdictId,
          episodeId: 'episodeId' in subject ? subject.episodeId : null,
          reportCaptureId: 'reportCaptureId' in subject ? subject.reportCaptureId : null,
          occurredAt,
          month: calendar.monthOf(occurredAt),
          actual: step.ground.actual,
          createdAt: clock(),
        });
      }
    },
    liveOfMonth: (month: string) => repo.liveOfMonth(month),
  };
}
