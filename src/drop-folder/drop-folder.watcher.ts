/** Watches the drop folder and has each file looked at once it has stopped growing; what lies there at a start counts too. */
import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isErrorCode } from '../platform/files/durable-files.ts';
import type { Logger } from '../platform/logger.ts';
import type { DropFolderService } from './drop-folder.service.ts';

/** Size and time of the last change when a file was last looked at. */
interface Seen {
  size: number;
  mtimeMs: number;
}

export function createDropFolderWatcher(deps: {
  drop: Pick<DropFolderService, 'folder' | 'take'>;
  log: Logger;
  /** A file is looked at again after so long; unchanged since: it has stopped growing. */
  settleMs: number;
}) {
  const { drop, log, settleMs } = deps;
  const waiting = new Map<string, Seen | null>();
  let watcher: FSWatcher | null = null;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;

  const look = async (root: string, path: string): Promise<void> => {
    const before = waiting.get(path) ?? null;
    try {
      const { size, mtimeMs } = await stat(join(root, path));
      waiting.set(path, { size, mtimeMs });
      if (size === 0 || before?.size !== size || before.mtimeMs !== mtimeMs) return;
      if ((await drop.take(path)) !== 'waiting') waiting.delete(path);
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) waiting.delete(path);
      // It stays and is tried again, as what is wrong may pass: a full disk, a folder without rights.
      else log.error({ err: error, path }, 'a file of the drop folder could not be looked at');
    }
  };

  /** One after the other, oldest name first: a backlog must not fill the memory. */
  const round = async (root: string): Promise<void> => {
    for (const path of [...waiting.keys()].toSorted()) if (!stopped) await look(root, path);
  };

  const plan = (root: string): void => {
    if (timer !== null || stopped) return;
    timer = setTimeout(() => {
      looking = round(root).finally(() => {
        timer = null;
        if (waiting.size > 0) plan(root);
      });
    }, settleMs);
  };

  return {
    /** Does nothing where there is no drop folder. */
    start(): void {
      const root = drop.folder;
      if (root === null) return;
      mkdirSync(root, { recursive: true });
      const isHidden = (path: string): boolean =>
        relative(root, path)
          .split(sep)
          .some((part) => part.startsWith('.') && part !== '' && part !== '.');
      const add = (path: string): void => {
        const below = relative(root, path);
        if (!waiting.has(below)) waiting.set(below, null);
        plan(root);
      };
      watcher = watch(root, { ignored: isHidden, followSymlinks: false })
        .on('add', add)
        .on('change', add)
        .on('error', (error) => log.error({ err: error }, 'the drop folder can’t be watched'));
    },
    async stop(): Promise<void> {
      stopped = true;
      if (timer) clearTimeout(timer);
      await watcher?.close();
      await looking;
    },
  };
}
