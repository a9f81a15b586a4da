/** Writes a small file so that after a power cut it is there whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolderNow } from './durable-files.ts';

/** Replaces `path` with `text`; both the file and its folder are on the disk on return. */
export function writeFileDurably(path: string, text: string, mode: number): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolderNow(dirname(path));
}
