/** Hands captures to the queue: new ones at once, and by the sweep whatever the rows say is due. */
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { NewJob, Producer } from '../platform/queue/producer.ts';
import { type ClassifyCapture, classifyKey, type RecordClassification, resultKeys } from '../platform/queue/queues.ts';
import type { Capture, CapturesRepo } from './captures.repo.ts';

const jobsAtOnce = 500;

function jobOf(capture: Capture): NewJob<ClassifyCapture> {
  const { id, sha256, mime, cameraId, viewSetRevision } = capture;
  const isMasked = capture.masking !== null;
  return { payload: { captureId: id, sha256, mime, cameraId, viewSetRevision, isMasked }, key: classifyKey(id) };
}

export function createCapturesDispatch(deps: {
  repo: CapturesRepo;
  producer: Producer<ClassifyCapture>;
  /** The queue in which results come back: one that waits there has not vanished. */
  results: Pick<Producer<RecordClassification>, 'holds'>;
  clock: Clock;
  log: Logger;
  requeueAfterMs: number;
  maxAttempts: number;
}) {
  const { repo, producer, results, clock, log, requeueAfterMs, maxAttempts } = deps;
  let fresh: Capture[] = [];
  let flushing: Promise<void> = Promise.resolve();
  let queueAway = false;

  /** Puts captures into the queue and notes it in their rows. Without Redis the rows stay as they are, due later. */
  const enqueue = async (captures: Capture[]): Promise<boolean> => {
    try {
      await producer.add(captures.map(jobOf));
    } catch (error) {
      if (!queueAway) log.warn({ err: error }, 'the queue is away; photographs wait in the database');
      queueAway = true;
      return false;
    }
    if (queueAway) log.info('the queue is back');
    queueAway = false;
    repo.markQueued(
      captures.map((capture) => capture.id),
      clock() + requeueAfterMs,
    );
    return true;
  };

  const flush = async (): Promise<void> => {
    while (fresh.length > 0) {
      const captures = fresh.splice(0, jobsAtOnce);
      if (!(await enqueue(captures))) fresh = [];
    }
  };

  /** Whether its job waits or runs, or its result waits to be recorded. Throws when Redis is away. */
  const isOnItsWay = async (captureId: number): Promise<boolean> => {
    // In this order: a worker hands the result over before its job ends, so one of the two is always seen.
    const jobs = await producer.holds([classifyKey(captureId)]);
    return jobs.includes(true) || (await results.holds(resultKeys(captureId))).includes(true);
  };

  const giveUp = (captures: Capture[]): void => {
    for (const capture of captures) {
      const reason = `no result after ${capture.attempts} attempts`;
      repo.end(capture.id, { state: 'failed', stateReason: reason, endedAt: clock() });
      log.error({ captureId: capture.id, attempts: capture.attempts }, 'photograph given up');
    }
  };

  return {
    /** Queues a new capture with the others of the same moment. */
    notify(capture: Capture): void {
      fresh.push(capture);
      if (fresh.length > 1) return;
      setImmediate(() => {
        flushing = flushing.then(flush);
      });
    },
    /** Queues again what is due and no longer in the queue; gives up what was queued too often. Returns how many it queued. */
    async sweep(): Promise<number> {
      const due = repo.due(clock(), jobsAtOnce);
      if (due.length === 0) return 0;
      const waiting = await Promise.all(due.map(({ id }) => isOnItsWay(id))).catch(() => null);
      if (waiting === null) return 0;
      const stillWaiting = due.filter((_, index) => waiting[index]);
      const vanished = due.filter((_, index) => !waiting[index]);
      repo.postpone(
        stillWaiting.map((capture) => capture.id),
        clock() + requeueAfterMs,
      );
      giveUp(vanished.filter((capture) => capture.attempts >= maxAttempts));
      const again = vanished.filter((capture) => capture.attempts < maxAttempts);
      return again.length > 0 && (await enqueue(again)) ? again.length : 0;
    },
    /** Resolves when what was notified so far has been handed over or left to the sweep. */
    settle: async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      await flushing;
    },
  };
}
