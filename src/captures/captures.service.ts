/** Intake: a photograph is acknowledged only when its bytes and its row are durable, whether or not Redis is there. */
import { createHash } from 'node:crypto';
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
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

/** A capture, and whether its source had sent it before. */
export interface Stored {
  capture: Capture;
  duplicate: boolean;
}

/** A row to be written, with what belongs into the same transaction. */
interface Arriving {
  row: NewCapture;
  record?: (stored: Stored) => void;
}

interface PersonsPhoto {
  stationId: number;
  bytes: Buffer;
  /** ISO time with offset; null: not known. */
  capturedAt: string | null;
}

/** How far the one who delivers a camera's photograph is to be believed. */
interface Trust {
  /** The device gave a time that can't be read. */
  isDoubtful?: boolean;
  /** Its clock is too far ahead: refuse the photograph (the default), or, where nobody would hear that, take and mark it. */
  whenAhead?: 'refuse' | 'mark';
}

/** A capture not put into the queue by then is the sweep's business. */
const firstSweepAfterMs = 5_000;

function takenOrThrow(taken: TakenAt) {
  if (taken.kind === 'taken') return taken;
  const detail = `The camera’s clock is ${Math.round(taken.byMs / 1000)} s ahead of this service; please set it.`;
  throw new AppError('clock_ahead', detail, {
    faults: [{ pointer: '/captured_at', detail: 'lies in the future' }],
  });
}

/** A clock that is ahead is not believed: the time of arrival is taken and marked. */
function takenOrMarked(taken: TakenAt, receivedAt: number) {
  return taken.kind === 'taken' ? taken : { at: receivedAt, offsetMin: null, suspect: true };
}

export function createCapturesService(deps: {
  db: Db;
  repo: CapturesRepo;
  photos: PhotoStore;
  cameras: Pick<CamerasService, 'countReceived' | 'uncountUnusable'>;
  health: Pick<CameraHealthService, 'contact' | 'photoArrived' | 'clockSeen'>;
  masks: Pick<MasksService, 'revisionInForce'>;
  masking: Pick<MaskingService, 'receive'>;
  clock: Clock;
  maxPixels: number;
  clockLimits: ClockLimits;
  /** Told of each new capture once it is durable. */
  onStored: (capture: Capture) => void;
}) {
  const { db, repo, photos, cameras, health, masks, masking, clock, onStored } = deps;

  const write = ({ row, record }: Arriving): Stored => {
    const inserted = repo.insert(row);
    const capture = inserted ?? knownOf(row);
    if (!capture) throw new Error('a capture neither inserted nor found');
    if (inserted && row.cameraId) cameras.countReceived(row.cameraId, row.capturedAt, row.receivedAt);
    const stored = { capture, duplicate: inserted === null };
    record?.(stored);
    return stored;
  };
  const rows = createGroupCommit(db, write, { maxItems: 200 });

  /** Photograph first, row second: where the camera has masks, into the spool, which nothing serves. */
  const keep = async (arriving: Arriving, bytes: Buffer): Promise<Stored> => {
    const { cameraId = null, sha256, masking: state } = arriving.row;
    if (state === 'waiting') return masking.receive({ cameraId, sha256 }, bytes, () => rows.submit(arriving));
    await photos.save(sha256, bytes);
    return rows.submit(arriving);
  };

  const knownOf = ({ cameraId, personId, sha256 }: Pick<NewCapture, 'cameraId' | 'personId' | 'sha256'>) =>
    cameraId ? repo.findOfCamera(cameraId, sha256) : personId ? repo.findOfPerson(personId, sha256) : null;

  return {
    /** Stores a camera's photograph. Throws the errors of `inspectPhoto`, `clock_ahead` and `storage_full`. */
    async receive(camera: Camera, bytes: Buffer, fields: CaptureFields, trust: Trust = {}): Promise<Stored> {
      const receivedAt = clock();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const known = repo.findOfCamera(camera.id, sha256);
      if (known) {
        health.contact(camera.id, 'photo');
        return { capture: known, duplicate: true };
      }
      const isLate = fields.late === 'yes';
      const judged = judgeClock(fields.captured_at ?? null, receivedAt, deps.clockLimits, isLate);
      if (judged.kind === 'ahead') health.clockSeen(camera.id, judged.byMs);
      const taken = trust.whenAhead === 'mark' ? takenOrMarked(judged, receivedAt) : takenOrThrow(judged);
      const { mime, width, height } = await inspectPhoto(bytes, deps.maxPixels);
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
        clockSuspect: taken.suspect || trust.isDoubtful === true,
        receivedAt,
        late: isLate,
        note: fields.note || null,
        state: 'received' as const,
        dueAt: receivedAt + firstSweepAfterMs,
        maskSetRevision,
        masking: maskSetRevision === null ? null : ('waiting' as const),
      };
      // A clock that is ahead was told of already; the time taken in its stead says nothing about it.
      const driftMs =
        fields.captured_at !== undefined && !isLate && judged.kind === 'taken' ? taken.at - receivedAt : null;
      const record = () => health.photoArrived({ cameraId: camera.id, receivedAt, width, height, driftMs });
      const stored = await keep({ row, record }, bytes);
      if (!stored.duplicate) onStored(stored.capture);
      return stored;
    },
    /**
     * Stores a person's photograph; `record` writes what belongs to it, in the same transaction. A phone's clock that is ahead
     * is not believed: the time of arrival is taken and marked. Throws the errors of `inspectPhoto`, `storage_full`, and what
     * `record` throws.
     */
    async receiveFrom(person: { id: number }, photo: PersonsPhoto, record: (stored: Stored) => void): Promise<Stored> {
      const receivedAt = clock();
      const { bytes, stationId } = photo;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { mime } = await inspectPhoto(bytes, deps.maxPixels);
      const said = judgeClock(photo.capturedAt, receivedAt, deps.clockLimits);
      const taken = takenOrMarked(said, receivedAt);
      const row = {
        personId: person.id,
        stationId,
        sha256,
        bytes: bytes.length,
        mime,
        capturedAt: taken.at,
        capturedOffsetMin: taken.offsetMin,
        clockSuspect: taken.suspect,
        receivedAt,
        state: 'received' as const,
        dueAt: receivedAt + firstSweepAfterMs,
      };
      const stored = await keep({ row, record }, bytes);
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
