/**
 * Photographs of masked cameras: the original waits in the spool until a worker returns the masked picture, then it is erased.
 * Each step is durable before the next, and the row says which; decisions/012 lists what a kill between two of them leaves.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MasksService } from '../cameras/masks.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { inspectPhoto } from '../platform/files/inspect-photo.ts';
import type { PhotoStore } from '../platform/files/photo-store.ts';
import type { Spool } from '../platform/files/spool.ts';
import type { Logger } from '../platform/logger.ts';
import type { Capture, CapturesRepo } from './captures.repo.ts';
import { keptPhoto } from './captures.rules.ts';
import type { MaskingTask } from './captures.schemas.ts';
import type { MaskingRepo } from './masking.repo.ts';

export type MaskingService = ReturnType<typeof createMaskingService>;

/** A picture that a worker has masked, and the newest mask revision it painted. */
interface MaskedPicture {
  bytes: Buffer;
  revision: number;
}

interface Source {
  cameraId: number | null;
  sha256: string;
}

const erasedAtOnce = 500;
const namesInATurn = 100;
/** One file for each source and photograph, as a capture's identity is. */
const nameOf = ({ cameraId, sha256 }: Source): string => `${cameraId}-${sha256}`;
const sourceOf = (name: string): { cameraId: number; sha256: string } => {
  const [cameraId, sha256 = ''] = name.split('-');
  return { cameraId: Number(cameraId), sha256 };
};

export function createMaskingService(deps: {
  db: Db;
  repo: MaskingRepo;
  captures: Pick<CapturesRepo, 'find' | 'findOfCamera'>;
  spool: Spool;
  photos: Pick<PhotoStore, 'save' | 'remove'>;
  masks: Pick<MasksService, 'since'>;
  clock: Clock;
  log: Logger;
  maxPixels: number;
  /** How long the original of a photograph that ended unmasked is kept for another try. */
  keepEndedMs: () => number;
}) {
  const { db, repo, captures, spool, photos, masks, clock, log } = deps;
  /** Intakes in progress by name: their file may lie there before its row. */
  const arriving = new Map<string, number>();
  /** What is being done with a capture's picture; one after the other. */
  const working = new Map<number, Promise<unknown>>();

  /** Erases an original that no capture waits for. Between the look at the row and the unlinking nothing else can happen. */
  const settle = async (name: string): Promise<boolean> => {
    const source = sourceOf(name);
    if (arriving.has(name) || captures.findOfCamera(source.cameraId, source.sha256)?.masking === 'waiting')
      return false;
    return spool.erase(name);
  };

  const findWaiting = (id: number): Capture & { maskSetRevision: number } => {
    const capture = captures.find(id);
    if (!capture) throw new AppError('no_such_capture', 'There is no such photograph.');
    const { masking, maskSetRevision } = capture;
    if (masking === null || maskSetRevision === null) {
      throw new AppError('nothing_to_mask', 'The camera had no masks when this photograph came.');
    }
    if (masking !== 'waiting')
      throw new AppError('original_erased', 'The original of this photograph has been erased.');
    return { ...capture, maskSetRevision };
  };

  /** Removes the picture that a killed attempt stored or was about to, before the row forgets it. */
  const dropIntended = async ({ id, maskedSha256 }: Capture, next: string | null): Promise<void> => {
    if (maskedSha256 === null || maskedSha256 === next || repo.isSharedPicture(maskedSha256, id)) return;
    await photos.remove(maskedSha256);
  };

  const keptOf = (capture: Capture | null): string | null =>
    capture?.masking === 'masked' ? (keptPhoto(capture)?.sha256 ?? null) : null;

  const store = async (id: number, { bytes, revision }: MaskedPicture): Promise<string> => {
    // A worker killed before it heard the answer comes again: the first picture stays.
    const kept = keptOf(captures.find(id));
    if (kept !== null) return kept;
    const capture = findWaiting(id);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await dropIntended(capture, sha256);
    inTransaction(db, () => repo.intend(id, sha256));
    await photos.save(sha256, bytes);
    inTransaction(db, () => {
      if (masks.since(capture.cameraId ?? 0, capture.maskSetRevision).revision !== revision) {
        throw new AppError('masks_changed', 'The masks were changed meanwhile; please mask the photograph again.');
      }
      repo.setMasked(id, revision);
    });
    await settle(nameOf(capture));
    return sha256;
  };

  const inTurn = async <Result>(id: number, work: () => Promise<Result>): Promise<Result> => {
    const before = working.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    working.set(id, mine);
    try {
      return await mine;
    } finally {
      if (working.get(id) === mine) working.delete(id);
    }
  };

  const giveUp = async (id: number): Promise<void> => {
    const capture = captures.find(id);
    if (capture?.masking !== 'waiting' || capture.dueAt !== null) return;
    await dropIntended(capture, null);
    if (!inTransaction(db, () => repo.setErased(id))) return;
    await settle(nameOf(capture));
    log.warn(
      { captureId: id, state: capture.state },
      'the original of a photograph that could not be masked is erased',
    );
  };

  return {
    /** Stores an original; `commit` writes its row. What is left without a row that waits for it is erased. */
    async receive<Result>(source: Source, bytes: Buffer, commit: () => Promise<Result>): Promise<Result> {
      const name = nameOf(source);
      arriving.set(name, (arriving.get(name) ?? 0) + 1);
      try {
        await spool.save(name, bytes);
        return await commit();
      } finally {
        const others = (arriving.get(name) ?? 1) - 1;
        if (others > 0) arriving.set(name, others);
        else arriving.delete(name);
        await settle(name);
      }
    },
    /** What a worker has to do. Throws `no_such_capture`, `nothing_to_mask`, `original_erased`. */
    task(id: number): MaskingTask {
      const kept = keptOf(captures.find(id));
      if (kept !== null) return { state: 'masked', sha256: kept };
      const { cameraId, sha256, maskSetRevision } = findWaiting(id);
      return { state: 'waiting', sha256, ...masks.since(cameraId ?? 0, maskSetRevision) };
    },
    /** The original, for a worker only. Throws those of `task` and `photo_missing`. */
    original: async (id: number): Promise<Buffer> => spool.read(nameOf(findWaiting(id))),
    /**
     * Keeps the masked picture and erases the original. Returns the hash of the picture kept: that of an earlier one when
     * there is one. Throws those of `task`, `masks_changed`, `storage_full`, and those of `inspectPhoto`.
     */
    async keep(id: number, picture: MaskedPicture): Promise<string> {
      const { mime } = await inspectPhoto(picture.bytes, deps.maxPixels);
      if (mime !== 'image/jpeg') throw new AppError('not_an_image', 'A masked picture is a JPEG.');
      return inTurn(id, () => store(id, picture));
    },
    /** Gives up originals whose time is over, and erases what a killed process left behind. */
    async sweep(): Promise<void> {
      for (const { id } of repo.endedUnmasked(clock() - deps.keepEndedMs(), erasedAtOnce)) {
        await inTurn(id, () => giveUp(id));
      }
      for (const [index, name] of (await spool.names()).entries()) {
        if (index % namesInATurn === 0) await nextTurn();
        if (await settle(name)) log.info({ name }, 'an original that nothing waits for is erased');
      }
    },
    counts() {
      const { originals, ended, oldestReceivedAt } = repo.countWaiting();
      return { originals, ended, oldestAgeMs: oldestReceivedAt === null ? null : clock() - oldestReceivedAt };
    },
  };
}
