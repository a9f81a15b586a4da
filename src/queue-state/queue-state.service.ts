/** How much waits, who works, what went wrong, and trying it again. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CapturesService } from '../captures/captures.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { ConnectedWorker } from '../platform/queue/producer.ts';
import type { FailuresAsked, QueueStateRepo } from './queue-state.repo.ts';
import type { QueueState } from './queue-state.schemas.ts';

export type QueueStateService = ReturnType<typeof createQueueStateService>;

/** What ended unclassified longer ago is nobody's business any more: it is listed no longer, nor tried again. */
const listedDays = 30;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const slots = 12;
const retriedAtOnce = 200;

const iso = (at: number): string => new Date(at).toISOString();

export function createQueueStateService(deps: {
  db: Db;
  repo: QueueStateRepo;
  captures: Pick<CapturesService, 'retry'>;
  /** Rejects when Redis is away. */
  workers: () => Promise<ConnectedWorker[]>;
  calendar: Pick<Calendar, 'startOfDay'>;
  clock: Clock;
}) {
  const { db, repo, captures, workers, calendar, clock } = deps;

  const waiting = (): QueueState['waiting'] => {
    const rows = repo.waiting();
    const sum = (which: (row: (typeof rows)[number]) => boolean): number =>
      rows.filter(which).reduce((total, { photos }) => total + photos, 0);
    const oldest = rows.flatMap(({ oldestReceivedAt }) => oldestReceivedAt ?? []);
    return {
      received: sum(({ state }) => state === 'received'),
      queued: sum(({ state }) => state === 'queued'),
      toMask: sum(({ toMask }) => toMask),
      oldestReceivedAt: oldest.length > 0 ? iso(Math.min(...oldest)) : null,
    };
  };

  const lastHour = (): number[] => {
    const slotMs = hourMs / slots;
    const bySlot = new Map(repo.classifiedBySlot(clock() - hourMs, slotMs).map(({ slot, photos }) => [slot, photos]));
    // What is classified at this very moment belongs to the last slot.
    return Array.from(
      { length: slots },
      (_, slot) => (bySlot.get(slot) ?? 0) + (slot === slots - 1 ? (bySlot.get(slots) ?? 0) : 0),
    );
  };

  const byState = (rows: { state: string; photos: number }[]) => {
    const counted = new Map(rows.map(({ state, photos }) => [state, photos]));
    return (state: string): number => counted.get(state) ?? 0;
  };

  return {
    /** Figures of the community, those of failures of these estates (null: of all). */
    async state(estates: readonly number[] | null): Promise<QueueState> {
      const now = clock();
      const today = byState(repo.endedSince(calendar.startOfDay(now)));
      const listed = byState(repo.notClassifiedSince(now - listedDays * dayMs, estates));
      return {
        at: iso(now),
        waiting: waiting(),
        today: { classified: today('classified'), unreadable: today('unreadable'), failed: today('failed') },
        lastHour: lastHour(),
        notClassified: { days: listedDays, failed: listed('failed'), unreadable: listed('unreadable') },
        // Without Redis the rows can still be told.
        workers: await workers().catch(() => null),
      };
    },
    /** Photographs that could not be classified, the latest first. */
    failures: (asked: Omit<FailuresAsked, 'since'>) => repo.failures({ ...asked, since: clock() - listedDays * dayMs }),
    /** Tries all failed photographs of these estates again; returns how many. Others are served between the batches. */
    async retryFailed(estates: readonly number[] | null): Promise<number> {
      let retried = 0;
      for (;;) {
        const ids = repo.retriable(clock() - listedDays * dayMs, estates, retriedAtOnce);
        inTransaction(db, () => {
          for (const id of ids) captures.retry(id);
        });
        retried += ids.length;
        if (ids.length < retriedAtOnce) return retried;
        await nextTurn();
      }
    },
  };
}
