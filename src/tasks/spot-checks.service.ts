/** Spot-checks (回访抽查): draws from the visits that were made, and what somebody else found who asked there. */
import { markOfSeed } from '../findings/second-looks.rules.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { SpotCheckRow, SpotChecksRepo } from './spot-checks.repo.ts';
import { spotCheckDrawOf, undoMs } from './tasks.rules.ts';
import type { SpotCheckResult } from './tasks.schemas.ts';

export type SpotChecksService = ReturnType<typeof createSpotChecksService>;

const shownMs = 60 * 86_400_000;

export function createSpotChecksService(deps: {
  db: Db;
  repo: SpotChecksRepo;
  seed: () => string;
  /** Share of visits, 0 to 1. */
  share: number;
  calendar: Calendar;
  clock: Clock;
  onChange: () => void;
}) {
  const { db, repo, seed, share, calendar, clock, onChange } = deps;

  /** Neither who made the visit nor who lives there. Throws `no_such_task`, `spot_check_own`. */
  const findOrThrow = (by: Person, completionId: number): SpotCheckRow => {
    const check = repo.find(completionId);
    if (!check || !maySeeEstate(by.estates, check.estateId)) {
      throw new AppError('no_such_task', 'There is no such spot-check, or not one for this account.');
    }
    if (check.visitorId === by.id || check.householdId === by.householdId) {
      throw new AppError('spot_check_own', 'Somebody else must look into one’s own visit or home.');
    }
    return check;
  };

  return {
    /** Draws for visits that can't be taken back any more; each is drawn for once. */
    drawDue(): void {
      inTransaction(db, () => {
        for (const completionId of repo.undrawn(clock() - undoMs)) {
          const draw = spotCheckDrawOf(seed(), completionId);
          repo.insert({ completionId, draw, share, seedMark: markOfSeed(seed()), drawnAt: clock() });
        }
      });
    },
    list: (by: Person): SpotCheckRow[] => repo.list(by.estates, clock() - shownMs),
    isOwn: (by: Person, check: SpotCheckRow): boolean =>
      check.visitorId === by.id || check.householdId === by.householdId,
    mayUndo: (by: Person, { checkedBy, checkedAt }: SpotCheckRow): boolean =>
      checkedBy === by.id && clock() - (checkedAt ?? 0) < undoMs,

    /** Throws `no_such_task`, `spot_check_own`, `spot_check_done`. */
    record(by: Person, completionId: number, { outcome, note }: SpotCheckResult): void {
      inTransaction(db, () => {
        if (findOrThrow(by, completionId).checkedAt !== null) {
          throw new AppError('spot_check_done', 'Somebody has recorded what was found already.');
        }
        repo.set(completionId, { outcome, note, checkedBy: by.id, checkedAt: clock() });
      });
      onChange();
    },
    /** For a day, by who recorded it. Throws `no_such_task`, `spot_check_own`, `task_not_undoable`. */
    undo(by: Person, completionId: number): void {
      inTransaction(db, () => {
        const { checkedBy, checkedAt } = findOrThrow(by, completionId);
        if (checkedBy !== by.id || clock() - (checkedAt ?? 0) >= undoMs) {
          throw new AppError('task_not_undoable', 'It can be taken back for a day by who recorded it.');
        }
        repo.set(completionId, { outcome: null, note: null, checkedBy: null, checkedAt: null });
      });
      onChange();
    },
    /** Visits made in a month: considered, drawn, checked, found not made. */
    monthFigures(month: string) {
      const { from, to } = calendar.monthBounds(month);
      return repo.figures(from, to) ?? { considered: 0, drawn: 0, checked: 0, failed: 0 };
    },
  };
}
