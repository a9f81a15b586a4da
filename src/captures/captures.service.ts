/** Intake: a photograph is acknowledged only when its bytes and its row are durable, whether or not Redis is there. */
import { createHash } from 'node:crypto';
import type { Camera, CamerasService } from '../cameras/cameras.service.ts';
import type { MasksService } from '../cameras/masks.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { createGroupCommit } from '../platform/db/group-commit.ts';
import { AppError } from '../platform/errors.ts';
import { inspectPhoto } from '../platform/files/inspect-photo.ts';
import type { PhotoStore } from '../platform/files/photo-store.ts';
import type { Capture, CapturesRepo, NewCapture } from './captures.repo.ts';
import { type ClockLimits, judgeClock, type TakenAt } from './captures.rules.ts';
import type { CaptureFields } from './captures.schemas.ts';
import type { MaskingService } from './masking.service.ts';

export type { Capture } from './captures.repo.ts';
export type CapturesService = ReturnType<typeof createCapturesService>;

/** A capture not put into the queue by then is the sweep's business. */
const firstSweepAfterMs = 5_000;

function takenAtOrThrow(said: string | null, receivedAt: number, limits: ClockLimits) {
  const taken: TakenAt = judgeClock(said, receivedAt, limits);
  if (taken.kind === 'taken') return taken;
  const detail = `The camera’s clock is ${Math.round(taken.byMs / 1000)} s ahead of this service; please set it.`;
  throw new AppError('clock_ahead', detail, {
    faults: [{ pointer: '/captured_at', detail: 'lies in the future' }],
  });
}

export function createCapturesService(deps: {
  db: Db;
  repo: CapturesRepo;
  photos: PhotoStore;
  cameras: Pick<CamerasService, 'countReceived' | 'uncountUnusable'>;
  masks: Pick<MasksService, 'revisionInForce'>;
  masking: Pick<MaskingService, 'receive'>;
  clock: Clock;
  maxPixels: number;
  clockLimits: ClockLimits;
  /** Told of each new capture once it is durable. */
  onStored: (capture: Capture) => void;
}) {
  const { db, repo, photos, cameras, masks, masking, clock, onStored } = deps;

  const rows = createGroupCommit(
    db,
    (row: NewCapture & { cameraId: number }): { capture: Capture; duplicate: boolean } => {
      const inserted = repo.insert(row);
      if (inserted) {
        cameras.countReceived(row.cameraId, row.capturedAt, row.receivedAt);
        return { capture: inserted, duplicate: false };
      }
      const known = repo.findOfCamera(row.cameraId, row.sha256);
      if (!known) throw new Error('a capture neither inserted nor found');
      return { capture: known, duplicate: true };
    },
    { maxItems: 200 },
  );

  /** Photograph first, row second: where the camera has masks, into the spool, which nothing serves. */
  const keep = async (row: NewCapture & { cameraId: number }, bytes: Buffer) => {
    if (row.masking === 'waiting') return masking.receive(row, bytes, () => rows.submit(row));
    await photos.save(row.sha256, bytes);
    return rows.submit(row);
  };

  return {
    /** Stores a camera's photograph. Throws the errors of `inspectPhoto`, `clock_ahead` and `storage_full`. */
    async receive(
      camera: Camera,
      bytes: Buffer,
      fields: CaptureFields,
    ): Promise<{ capture: Capture; duplicate: boolean }> {
      const receivedAt = clock();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const known = repo.findOfCamera(camera.id, sha256);
      if (known) return { capture: known, duplicate: true };
      const taken = takenAtOrThrow(fields.captured_at ?? null, receivedAt, deps.clockLimits);
      const { mime } = await inspectPhoto(bytes, deps.maxPixels);
      // Asked for only now: masks drawn while the photograph was on its way hold for it.
      const maskSetRevision = masks.revisionInForce(camera.id);
      const row = {
        cameraId: camera.id,
        stationId: camera.stationId,
        sha256,
        bytes: bytes.length,
        mime,
        viewSetRevision: camera.viewSetRevision,
        capturedAt: taken.at,
        capturedOffsetMin: taken.offsetMin,
        clockSuspect: taken.suspect,
        receivedAt,
        note: fields.note || null,
        state: 'received' as const,
        dueAt: receivedAt + firstSweepAfterMs,
        maskSetRevision,
        masking: maskSetRevision === null ? null : ('waiting' as const),
      };
      const stored = await keep(row, bytes);
      if (!stored.duplicate) onStored(stored.capture);
      return stored;
    },
    find: (id: number): Capture | null => repo.find(id),
    /** The camera's latest photograph that people may see; a camera with masks shows none but masked ones. */
    latestOf: (cameraId: number): Capture | null => repo.latestOf(cameraId, masks.revisionInForce(cameraId) !== null),
    /** Classifies a failed or unreadable photograph once more. Throws `no_such_capture`, `not_ended`, `original_erased`. */
    retry(id: number): void {
      const capture = repo.find(id);
      if (!capture) throw new AppError('no_such_capture', `There is no capture with number ${id}.`);
      if (capture.state !== 'failed' && capture.state !== 'unreadable') {
        throw new AppError('not_ended', 'Only a failed or unreadable photograph can be tried again.');
      }
      if (capture.masking === 'erased') {
        throw new AppError('original_erased', 'The original could not be masked in time and has been erased.');
      }
      inTransaction(db, () => {
        repo.reopen(id, clock());
        if (capture.state === 'unreadable' && capture.cameraId !== null) {
          cameras.uncountUnusable(capture.cameraId, capture.capturedAt);
        }
      });
    },
  };
}
