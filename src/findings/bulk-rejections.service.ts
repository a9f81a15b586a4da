/** Rejects several findings of one bin at once, in one transaction, without telling which of them are audits. */
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { BulkRejectionsRepo } from './bulk-rejections.repo.ts';
import { mayBeRejectedInBulk } from './bulk-rejections.rules.ts';
import { maxAtOnce } from './bulk-rejections.schemas.ts';
import type { FindingInPlace } from './findings.repo.ts';
import type { FindingsService } from './findings.service.ts';

export type BulkRejectionsService = ReturnType<typeof createBulkRejectionsService>;

export function createBulkRejectionsService(deps: {
  db: Db;
  repo: BulkRejectionsRepo;
  findings: Pick<FindingsService, 'find' | 'checkOpen' | 'judge' | 'undo' | 'liveVerdict' | 'dealOfBin'>;
  clock: Clock;
  seed: () => string;
}) {
  const { db, repo, findings, clock, seed } = deps;

  /** The finding that the others are like: its bin and the caller's own verdict. Throws `bulk_needs_verdict`. */
  const exampleOrThrow = (person: Person, id: string) => {
    const found = findings.find(person, id);
    const live = findings.liveVerdict(id);
    const judgement = live?.verdict.judgement;
    const isRejected = judgement === 'fits' || judgement === 'no_waste';
    if (!isRejected || live?.by.id !== person.id || !found.bin) {
      const detail = 'First judge one finding of the bin “fits” or “nothing there”; the others follow it.';
      throw new AppError('bulk_needs_verdict', detail);
    }
    return { binId: found.bin.id, judgement };
  };

  return {
    /** Open items of the same bin for the caller, leased like dealt ones. All sources are among them. */
    offer(person: Person, like: string, holding: string[]) {
      return inTransaction(db, () => {
        const { binId, judgement } = exampleOrThrow(person, like);
        return { judgement, items: findings.dealOfBin(person, binId, holding, maxAtOnce) };
      });
    },

    /**
     * All or nothing. Each item must be open and as it was shown; on flags the verdict is recorded, but for a seeded share
     * of them, and the rest stays open. Throws `bulk_needs_verdict`, `bulk_other_bin` and those of `judge`.
     */
    reject(person: Person, like: string, items: { id: string; version: number }[]): { id: number; recorded: number } {
      return inTransaction(db, () => {
        const { binId, judgement } = exampleOrThrow(person, like);
        const recorded: FindingInPlace[] = [];
        for (const { id, version } of items) {
          const found = findings.checkOpen(person, id, { version, judgement });
          if (found.bin?.id !== binId) throw new AppError('bulk_other_bin', 'All findings must be of the same bin.');
          if (!mayBeRejectedInBulk(found.finding, seed())) continue;
          recorded.push(findings.judge(person, id, { version, judgement }));
        }
        const verdictIds = recorded.flatMap(({ finding }) => findings.liveVerdict(finding.id)?.verdict.id ?? []);
        const left = items.length - recorded.length;
        const row = { personId: person.id, binId, likeFindingId: like, judgement, asked: items.length, left };
        return { id: repo.insert({ ...row, givenAt: clock() }, verdictIds), recorded: recorded.length };
      });
    },

    /** Takes back all verdicts of it that still stand. Throws `no_such_bulk`, also for somebody else’s. */
    undo(person: Person, id: number): { undone: number } {
      return inTransaction(db, () => {
        const bulk = repo.find(id);
        if (bulk?.personId !== person.id) throw new AppError('no_such_bulk', 'There are no such verdicts of yours.');
        const standing = repo.standing(id);
        for (const finding of standing) findings.undo(person, finding.id, finding.version);
        if (standing.length > 0) repo.markUndone(id, clock());
        return { undone: standing.length };
      });
    },
  };
}
