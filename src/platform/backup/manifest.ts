/** What a backup consists of: written last, so that a folder with a manifest holds all that the manifest names. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A name below the backup, never a way out of it. */
const fileName = z.string().regex(/^(secrets\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/);
const file = z.object({ name: fileName, sha256 });

export const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The time of the newest migration in the database. */
  schema: z.int(),
  database: file.extend({ rows: z.record(z.string(), z.int()) }),
  /** A file with one line for each photograph: its SHA-256, which is its name. */
  photoList: file,
  photos: z.object({ count: z.int(), bytes: z.int() }),
  /** Secrets and logins: files for their owner only. */
  privateFiles: z.array(file),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';

/** Something about a backup that a person has to put right; the message says what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Null: the folder holds no backup. Throws BackupError when its manifest can't be understood. */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, manifestName);
  if (!existsSync(path)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new BackupError(`${path} is not the manifest of a backup that this program can read. Use another backup.`, {
      cause: error,
    });
  }
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest('hex');
}
