/** For tests: a database and folders that outlive the web process, which dies before any step that reaches the disk. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Camera } from '../cameras/cameras.service.ts';
import { createMasksRepo } from '../cameras/masks.repo.ts';
import { createMasksService } from '../cameras/masks.service.ts';
import { maskPhoto } from '../inference/mask-photo.ts';
import { createPhotoStore } from '../platform/files/photo-store.ts';
import { createSpool } from '../platform/files/spool.ts';
import { openTestDatabase } from '../testing/database.ts';
import { createCapturesRepo } from './captures.repo.ts';
import { createCapturesService } from './captures.service.ts';
import { createMaskingRepo } from './masking.repo.ts';
import { createMaskingService } from './masking.service.ts';

export type Polygon = [number, number][];
const limits = { maxPixels: 1_000_000 };
const keepEndedMs = 1_000;
export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Different masks make different pictures of one photograph: what a killed attempt leaves is not what the next one makes. */
export const maskSets: Polygon[][] = [0.2, 0.5, 0.8].map((right) => [
  [
    [0, 0],
    [right, 0],
    [right, 1],
    [0, 1],
  ],
]);

export class Killed extends Error {}

/** Lets `steps` steps that reach the disk happen, then the process is dead: none happens any more. */
function createFuse(steps: number) {
  let left = steps;
  const guard =
    <Args extends unknown[], Result>(step: (...args: Args) => Result) =>
    (...args: Args): Result => {
      left -= 1;
      if (left < 0) throw new Killed();
      return step(...args);
    };
  return { guard, isBlown: () => left < 0 };
}

const painted = new Map<string, Promise<Buffer>>();
/** Masked once for all runs of the test. */
export function paint(original: Buffer, polygons: Polygon[]): Promise<Buffer> {
  const key = sha256Of(original) + JSON.stringify(polygons);
  const picture = painted.get(key) ?? maskPhoto(original, polygons, limits);
  painted.set(key, picture);
  return picture;
}
/** A database and folders that outlive the process. */
export function createWorld() {
  const database = openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-masking-'));
  database.db.$client.exec(`
    INSERT INTO estate (id, name, created_at) VALUES (1, 'One', 1);
    INSERT INTO station (id, estate_id, name, opening_hours, created_at) VALUES (1, 1, 'S', '[]', 1);
    INSERT INTO camera (id, station_id, name, interval_s, view_set_revision, created_at, hours_written_until)
      VALUES (1, 1, 'C', 60, 1, 1, 1);`);
  const { db } = database;
  let now = 1_000_000;
  const clock = () => now;
  const masks = createMasksService({ db, repo: createMasksRepo(db), clock });
  masks.set(1, maskSets[0] ?? [], null);
  const camera = db.$client
    .prepare<[], Camera>('SELECT *, view_set_revision AS viewSetRevision, station_id AS stationId FROM camera')
    .get();
  if (!camera) throw new Error('no camera');

  /** The web process, until its fuse blows. */
  function start(steps: number) {
    const { guard, isBlown } = createFuse(steps);
    const spool = createSpool(join(folder, 'spool'));
    const photos = createPhotoStore(join(folder, 'photos'));
    const captures = createCapturesRepo(db);
    const repo = createMaskingRepo(db);
    const masking = createMaskingService({
      db,
      repo: {
        ...repo,
        intend: guard(repo.intend),
        setMasked: guard(repo.setMasked),
        setErased: guard(repo.setErased),
      },
      captures,
      spool: { ...spool, save: guard(spool.save), erase: guard(spool.erase) },
      photos: { save: guard(photos.save), remove: guard(photos.remove) },
      masks,
      clock,
      log: pino({ level: 'silent' }),
      maxPixels: limits.maxPixels,
      keepEndedMs: () => keepEndedMs,
    });
    const service = createCapturesService({
      db,
      repo: { ...captures, insert: guard(captures.insert) },
      photos,
      cameras: { countReceived: () => undefined, uncountUnusable: () => undefined },
      health: { contact: () => undefined, photoArrived: () => undefined, clockSeen: () => undefined },
      masks,
      masking,
      clock,
      maxPixels: limits.maxPixels,
      clockLimits: { aheadMs: 1_000, behindMs: 1_000 },
      onStored: () => undefined,
    });
    return { masking, service, captures, isBlown };
  }
  return {
    db,
    folder,
    camera,
    masks,
    start,
    advance: () => {
      now += keepEndedMs;
    },
    rows: () =>
      db.$client
        .prepare<[], { id: number; sha256: string; masking: string; maskedSha256: string | null; state: string }>(
          'SELECT id, sha256, masking, masked_sha256 AS maskedSha256, state FROM capture',
        )
        .all(),
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type World = ReturnType<typeof createWorld>;

export function filesIn(folder: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return new Map(files.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}
