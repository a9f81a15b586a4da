/** A note in the data folder of when it was last backed up, for whoever asks whether that is long ago. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../files/write-file.ts';

const noteSchema = z.object({ at: z.iso.datetime() });
const pathIn = (dataDir: string): string => join(dataDir, 'last-backup.json');

export function noteBackup(dataDir: string, at: Date): void {
  writeFileDurably(pathIn(dataDir), `${JSON.stringify({ at: at.toISOString() })}\n`, 0o600);
}

/** Null: never. */
export function lastBackupAt(dataDir: string): number | null {
  const path = pathIn(dataDir);
  return existsSync(path) ? Date.parse(noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).at) : null;
}
