/** Takes in what FTP servers and recorders leave in the drop folder: whole files only, each once, the rest put aside with a reason. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Camera } from '../cameras/cameras.service.ts';
import type { MasksService } from '../cameras/masks.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { isErrorCode, syncFolder } from '../platform/files/durable-files.ts';
import { isWholePhoto } from '../platform/files/inspect-photo.ts';
import type { Logger } from '../platform/logger.ts';
import type { DropFolderRepo } from './drop-folder.repo.ts';
import type {
  DropFolderView,
  DropSettingChange,
  DropSourceView,
  DropTrial,
  DropTrialAnswer,
} from './drop-folder.schemas.ts';
import { patternFault, readName } from './drop-names.rules.ts';

export type DropFolderService = ReturnType<typeof createDropFolderService>;

/** Hidden from FTP users, who are shut into their own folders; not watched. */
const doneFolder = '.done';
const rejectedFolder = '.rejected';
const usualPatterns = ['{ip}_{channel}_{time}_TIMING.jpg', '{ip}_{channel}_{time}_{any}.jpg', '{time}.jpg'];
/** A file that has not grown for so long and still has no end never will. */
const givenUpMs = 10 * 60_000;
/** A photograph whose file was written so long after it was taken had been kept back. */
const lateAfterMs = 10 * 60_000;
const shownRejections = 50;

const isHidden = (path: string): boolean => path.split(sep).some((part) => part.startsWith('.'));

/** What became of a look at a file: done with, or to be looked at again later. */
export type DropOutcome = 'taken' | 'rejected' | 'waiting' | 'gone';

export function createDropFolderService(deps: {
  db: Db;
  repo: DropFolderRepo;
  captures: Pick<CapturesService, 'receive'>;
  masks: Pick<MasksService, 'revisionInForce'>;
  checkCamera: (id: number) => void;
  calendar: Pick<Calendar, 'momentOf'>;
  clock: Clock;
  log: Logger;
  /** Null: there is none. */
  folder: string | null;
  maxPhotoBytes: number;
}) {
  const { db, repo, captures, masks, calendar, clock, log, folder } = deps;
  const setting = () => repo.setting() ?? { patterns: usualPatterns, keepsDone: false };

  /** Moves a file below one of the hidden folders, keeping its way; an earlier one of that name is replaced. */
  const moveTo = async (root: string, hidden: string, path: string): Promise<void> => {
    const target = join(root, hidden, path);
    await mkdir(dirname(target), { recursive: true });
    await rename(join(root, path), target);
    await syncFolder(dirname(target));
  };

  /** Of a camera with masks nothing is kept that shows what they cover: its file is erased, and the reason alone stays. */
  const putAside = async (root: string, path: string, reason: string, mayKeep: boolean): Promise<'rejected'> => {
    const note = join(root, rejectedFolder, `${path}.reason.txt`);
    await mkdir(dirname(note), { recursive: true });
    await writeFile(note, `${reason}\n`);
    // Noted before it goes: killed in between, the next start notes it a second time rather than never.
    inTransaction(db, () => repo.reject(path, reason, clock()));
    if (mayKeep) await moveTo(root, rejectedFolder, path);
    else await rm(join(root, path), { force: true });
    log.warn({ path, reason }, 'a file of the drop folder was put aside');
    return 'rejected';
  };

  const sourceOf = (path: string, channel: number | null): { camera: Camera } | null => {
    const [user = ''] = path.split(sep);
    const sources = repo.sourcesOf(user);
    return (
      sources.find(({ source }) => source.channel !== 0 && source.channel === channel) ??
      sources.find(({ source }) => source.channel === 0) ??
      null
    );
  };

  const isMasked = (path: string): boolean =>
    repo.sourcesOf(path.split(sep)[0] ?? '').some(({ camera }) => masks.revisionInForce(camera.id) !== null);

  /** Names a file by what is below its camera's folder. */
  const read = (path: string) => {
    const way = path.split(sep).slice(1).join('/');
    const named = readName(way, setting().patterns);
    const at = named && calendar.momentOf(named.time);
    return named && at ? { ...named, at } : null;
  };

  const receive = async (root: string, path: string, bytes: Buffer, writtenAt: number): Promise<DropOutcome> => {
    const mayKeep = !isMasked(path);
    const named = read(path);
    if (!named) return putAside(root, path, 'name: no pattern fits, or it tells no time that there is', mayKeep);
    const source = sourceOf(path, named.channel);
    if (!source) return putAside(root, path, 'camera: no camera has this folder and channel', mayKeep);
    const late = writtenAt - named.at > lateAfterMs ? 'yes' : 'no';
    try {
      await captures.receive(source.camera, bytes, { captured_at: new Date(named.at).toISOString(), late });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // The disk may have room again later.
      if (error.kind === 'storage_full') return 'waiting';
      return putAside(root, path, `${error.code}: ${error.message}`, mayKeep);
    }
    // Only now: killed before, the next start takes the same bytes in again, which are the same capture.
    if (setting().keepsDone && mayKeep) await moveTo(root, doneFolder, path);
    else await rm(join(root, path), { force: true });
    return 'taken';
  };

  /** One look at a file that has not changed since the look before. */
  const settle = async (root: string, path: string): Promise<DropOutcome> => {
    const { size, mtimeMs } = await stat(join(root, path));
    if (size > deps.maxPhotoBytes) return putAside(root, path, `too large: ${size} bytes`, !isMasked(path));
    const bytes = await readFile(join(root, path));
    const isWhole = bytes.length === size && isWholePhoto(bytes);
    if (!isWhole && Date.now() - mtimeMs < givenUpMs) return 'waiting';
    return receive(root, path, bytes, mtimeMs);
  };

  const faultsOf = (patterns: readonly string[]) =>
    patterns.flatMap((pattern) => {
      const fault = patternFault(pattern);
      return fault ? [{ pattern, fault }] : [];
    });

  return {
    folder,
    /** Looks at a file (path below the drop folder) and takes it in when it is whole. */
    async take(path: string): Promise<DropOutcome> {
      if (folder === null || isHidden(path)) return 'gone';
      try {
        return await settle(folder, path);
      } catch (error) {
        if (isErrorCode(error, 'ENOENT')) return 'gone';
        throw error;
      }
    },
    view(): DropFolderView {
      const { patterns, keepsDone } = setting();
      return {
        ...{ folder, patterns, keepsDone },
        sources: repo.sources().map(({ source: { cameraId, folder: of, channel }, camera: { name } }) => ({
          ...{ cameraId, camera: name, folder: of, channel },
        })),
        rejections: repo.rejections(shownRejections).map(({ path, reason, rejectedAt }) => ({
          ...{ path, reason, at: new Date(rejectedAt).toISOString() },
        })),
      };
    },
    /** Throws `wrong_pattern`. */
    change({ patterns, keepsDone }: DropSettingChange): void {
      const [first] = faultsOf(patterns);
      if (first) {
        throw new AppError('wrong_pattern', `The pattern “${first.pattern}” can’t be used: ${first.fault}.`, {
          faults: [{ pointer: `/patterns/${patterns.indexOf(first.pattern)}`, detail: first.fault }],
        });
      }
      repo.putSetting({ patterns, keepsDone });
    },
    /** What the patterns read from a name; nothing is changed. */
    tryOut({ patterns, sample }: DropTrial): DropTrialAnswer {
      const named = readName(sample, patterns);
      const at = named && calendar.momentOf(named.time);
      return {
        fits: named !== null && at !== null,
        channel: named?.channel ?? null,
        capturedAt: at === null ? null : new Date(at).toISOString(),
        faults: faultsOf(patterns),
      };
    },
    source(cameraId: number): DropSourceView {
      const row = repo.source(cameraId);
      return { active: folder !== null, source: row && { folder: row.folder, channel: row.channel } };
    },
    /** Gives a camera a folder. Throws `no_such_camera`, `folder_taken`. */
    setSource(cameraId: number, source: { folder: string; channel: number }): void {
      inTransaction(db, () => {
        deps.checkCamera(cameraId);
        const other = repo
          .sourcesOf(source.folder)
          .find((one) => one.source.channel === source.channel && one.camera.id !== cameraId);
        if (other) {
          throw new AppError('folder_taken', `This folder and channel are those of “${other.camera.name}”.`, {
            faults: [{ pointer: '/folder', detail: 'is taken' }],
          });
        }
        repo.putSource({ cameraId, ...source });
      });
    },
    removeSource: (cameraId: number): void => repo.removeSource(cameraId),
  };
}
