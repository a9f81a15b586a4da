/** Brings a backup back into a data folder: all of it is verified before anything there is touched. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspectDatabase } from '../db/copy-database.ts';
import { knownSchema } from '../db/database.ts';
import { syncFolderNow } from '../files/durable-files.ts';
import { writeFileDurably } from '../files/write-file.ts';
import { lockDataFolder } from '../processes/data-lock.ts';
import { BackupError, hashFile, type Manifest, readManifest } from './manifest.ts';
import { copyPhoto, isSound } from './photo-files.ts';

export interface RestoreReport {
  manifest: Manifest;
  /** Where what was there before has gone; null: there was nothing. */
  movedTo: string | null;
}

const lockFiles = /^service\./;
const movedFolders = /^before-restore-/;

const photosListed = (from: string, manifest: Manifest): string[] =>
  readFileSync(join(from, manifest.photoList.name), 'utf8').split('\n').filter(Boolean);

/** Reads every byte of the backup. Throws BackupError naming what is wrong with it. */
async function verifyBackup(from: string): Promise<Manifest> {
  const manifest = readManifest(from);
  if (!manifest) throw new BackupError(`${from} holds no backup (no manifest.json). Name another with --from DIR.`);
  if (manifest.schema > knownSchema()) {
    throw new BackupError(`The backup in ${from} was made by a newer version of this program. Install that one first.`);
  }
  const faults: string[] = [];
  for (const { name, sha256 } of [manifest.database, manifest.photoList, ...manifest.privateFiles]) {
    const path = join(from, name);
    if (!existsSync(path)) faults.push(`${name} is missing`);
    else if ((await hashFile(path)) !== sha256) faults.push(`${name} is damaged`);
  }
  if (faults.length === 0) {
    const { rows } = inspectDatabase(join(from, manifest.database.name));
    if (JSON.stringify(rows) !== JSON.stringify(manifest.database.rows)) faults.push('the database has other rows');
    const listed = photosListed(from, manifest);
    if (listed.length !== manifest.photos.count) faults.push('the list of photographs has another length');
    for (const sha256 of listed) {
      if (!(await isSound(join(from, 'photos'), sha256))) faults.push(`photograph ${sha256} is missing or damaged`);
    }
  }
  if (faults.length === 0) return manifest;
  const shown = faults.slice(0, 10).join('\n  ');
  throw new BackupError(
    `The backup in ${from} is not whole (${faults.length} faults); nothing was changed:\n  ${shown}`,
  );
}

/** Moves what is in the folder aside, within it; nothing is deleted. */
function moveAside(dataDir: string, names: readonly string[], now: Date): string {
  const aside = join(dataDir, `before-restore-${now.toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of names) renameSync(join(dataDir, name), join(aside, name));
  return aside;
}

async function copyIn(from: string, dataDir: string, manifest: Manifest): Promise<void> {
  const photos = join(dataDir, 'photos');
  mkdirSync(photos, { mode: 0o750 });
  mkdirSync(join(dataDir, 'secrets'), { mode: 0o700 });
  for (const sha256 of photosListed(from, manifest)) {
    const size = await copyPhoto(join(from, 'photos'), photos, sha256, 0o640);
    if (size === null)
      throw new BackupError(`Photograph ${sha256} became unreadable while it was restored. Try again.`);
  }
  for (const { name } of manifest.privateFiles) {
    writeFileDurably(join(dataDir, name), readFileSync(join(from, name), 'utf8'), 0o600);
  }
  // The database last: a folder without one is plainly not finished.
  const draft = join(dataDir, 'greensleeve.db.new');
  copyFileSync(join(from, manifest.database.name), draft);
  chmodSync(draft, 0o600);
  if ((await hashFile(draft)) !== manifest.database.sha256)
    throw new BackupError('The copied database is damaged: check the disk.');
  renameSync(draft, join(dataDir, 'greensleeve.db'));
  syncFolderNow(dataDir);
}

/**
 * Restores into a data folder that no service uses. A folder that holds something is refused, unless `isForced`: then what
 * is there is moved aside. Throws BackupError and StartError (in use) for what a person can put right.
 */
export async function restore(
  from: string,
  dataDir: string,
  { now, isForced = false }: { now: Date; isForced?: boolean },
): Promise<RestoreReport> {
  const folder = resolve(dataDir);
  const present = (): string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => !lockFiles.test(name) && !movedFolders.test(name)) : [];
  if (present().length > 0 && !isForced) {
    throw new BackupError(
      `${folder} is not empty; nothing was changed. Name an empty folder with --data DIR, or move aside what is there with --force.`,
    );
  }
  const manifest = await verifyBackup(from);
  const lock = lockDataFolder(folder);
  try {
    const names = present();
    const movedTo = names.length > 0 ? moveAside(folder, names, now) : null;
    await copyIn(from, folder, manifest);
    return { manifest, movedTo };
  } finally {
    lock.release();
  }
}
