/** Backs up a data folder while the service runs: the database whole, of the photographs only what is new, secrets. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, inspectDatabase, unnamedHashes } from '../db/copy-database.ts';
import { syncFolderNow } from '../files/durable-files.ts';
import { photoPath } from '../files/photo-path.ts';
import { writeFileDurably } from '../files/write-file.ts';
import { noteBackup } from './last-backup.ts';
import { BackupError, hashFile, type Manifest, manifestName, readManifest } from './manifest.ts';
import { copyPhoto, isSound, listPhotos } from './photo-files.ts';

export interface BackupReport {
  manifest: Manifest;
  photosCopied: number;
  photosRemoved: number;
  /** Photographs of the data folder whose content is not what their name says, and of which the backup has no good copy. */
  damaged: string[];
}

/** What is for the service's own user only; absent ones are left out. */
function privateFilesIn(dataDir: string): string[] {
  const secrets = join(dataDir, 'secrets');
  const names = existsSync(secrets) ? readdirSync(secrets).filter((name) => !name.endsWith('.new')) : [];
  return [...names.map((name) => `secrets/${name}`), ...(existsSync(join(dataDir, 'demo.json')) ? ['demo.json'] : [])];
}

/** Copies what the backup lacks. A good copy stays when the original has become damaged; a damaged copy never does. */
async function copyPhotos(from: string, to: string, isThorough: boolean) {
  const done = { copied: 0, damaged: [] as string[] };
  const sizeIn = (folder: string, sha256: string): number | null =>
    statSync(photoPath(folder, sha256), { throwIfNoEntry: false })?.size ?? null;
  for (const sha256 of listPhotos(from)) {
    const there = sizeIn(to, sha256);
    const looksKept = there !== null && !isThorough && there === sizeIn(from, sha256);
    if (looksKept || (there !== null && (await isSound(to, sha256)))) continue;
    if ((await copyPhoto(from, to, sha256, 0o600)) !== null) {
      done.copied += 1;
      continue;
    }
    done.damaged.push(sha256);
    rmSync(photoPath(to, sha256), { force: true });
  }
  return done;
}

/**
 * What the service erased goes from the backup too. What a row still names stays, whatever became of it in the data folder;
 * and when more than half would go, all stays: that is an accident rather than an erasure.
 */
function findErased(from: string, to: string, database: string): Set<string> {
  let present = 0;
  const gone: string[] = [];
  for (const sha256 of listPhotos(to)) {
    present += 1;
    if (!existsSync(photoPath(from, sha256))) gone.push(sha256);
  }
  const erased = unnamedHashes(database, gone);
  return new Set(erased.length * 2 > present ? [] : erased);
}

/** Writes the names of all photographs that belong to the backup, one a line. */
function writeList(path: string, photos: string, erased: ReadonlySet<string>): Manifest['photos'] {
  const sum = { count: 0, bytes: 0 };
  const list = openSync(path, 'w', 0o600);
  try {
    for (const sha256 of listPhotos(photos)) {
      if (erased.has(sha256)) continue;
      sum.count += 1;
      sum.bytes += statSync(photoPath(photos, sha256)).size;
      writeSync(list, `${sha256}\n`);
    }
    fsyncSync(list);
  } finally {
    closeSync(list);
  }
  return sum;
}

/** Files of earlier runs: a manifest names but its own. */
function removeOlder(to: string, manifest: Manifest): void {
  const kept = [manifest.database.name, manifest.photoList.name];
  for (const name of readdirSync(to)) {
    if (/^(database|photos)-[0-9TZ-]+\.(db|txt)(-journal)?$/.test(name) && !kept.includes(name)) rmSync(join(to, name));
  }
}

/**
 * Makes or renews the backup in `to`. Until its new manifest is written, the former one holds. `isThorough` reads all
 * photographs in the backup again instead of the new ones only. Throws BackupError for what a person can put right.
 */
export async function backUp(
  dataDir: string,
  to: string,
  { now, isThorough = false }: { now: Date; isThorough?: boolean },
): Promise<BackupReport> {
  const source = join(dataDir, 'greensleeve.db');
  if (!existsSync(source)) throw new BackupError(`${dataDir} holds no database. Name the data folder with --data DIR.`);
  const isForeign =
    existsSync(to) &&
    readManifest(to) === null &&
    readdirSync(to).some((name) => !/^(photos|secrets|database-.*|photos-.*|demo\.json)$/.test(name));
  if (isForeign) throw new BackupError(`${to} holds something else than a backup. Name an empty folder with --to DIR.`);
  mkdirSync(join(to, 'photos'), { recursive: true, mode: 0o700 });
  mkdirSync(join(to, 'secrets'), { recursive: true, mode: 0o700 });

  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const [databaseName, listName] = [`database-${stamp}.db`, `photos-${stamp}.txt`];
  // The database first: each photograph that its rows name was on the disk before them.
  closeSync(openSync(join(to, databaseName), 'w', 0o600));
  await copyDatabase(source, join(to, databaseName));
  const { schema, rows } = inspectDatabase(join(to, databaseName));
  const [from, kept] = [join(dataDir, 'photos'), join(to, 'photos')];
  const { copied, damaged } = await copyPhotos(from, kept, isThorough);
  const erased = findErased(from, kept, join(to, databaseName));
  const photos = writeList(join(to, listName), kept, erased);
  const privateFiles = privateFilesIn(dataDir).map((name) => {
    writeFileDurably(join(to, name), readFileSync(join(dataDir, name), 'utf8'), 0o600);
    return name;
  });

  const withHash = async (name: string) => ({ name, sha256: await hashFile(join(to, name)) });
  const manifest: Manifest = {
    format: 1,
    createdAt: now.toISOString(),
    schema,
    database: { ...(await withHash(databaseName)), rows },
    photoList: await withHash(listName),
    photos,
    privateFiles: await Promise.all(privateFiles.map(withHash)),
  };
  syncFolderNow(to);
  writeFileDurably(join(to, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, 0o600);
  removeOlder(to, manifest);
  for (const sha256 of erased) rmSync(photoPath(kept, sha256));
  noteBackup(dataDir, now);
  return { manifest, photosCopied: copied, photosRemoved: erased.size, damaged };
}
