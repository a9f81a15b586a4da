/** Secrets that the service makes for itself at its first start and keeps in the data folder, readable by its user only. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** What workers show to the web process. */
  workerKey: string;
  /** Signs the addresses of photographs. */
  photoKey: string;
  /** Seals passwords of cameras in the database. */
  sealingKey: string;
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a new secret so that after a power cut the file holds all of it or isn't there. */
function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url');
  const unfinished = `${file}.new`;
  const descriptor = openSync(unfinished, 'w', 0o600);
  writeSync(descriptor, `${secret}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(unfinished, file);
  const folder = openSync(join(file, '..'), 'r');
  fsyncSync(folder);
  closeSync(folder);
  return secret;
}

/** The secrets in `dataDir`/secrets, each of 43 characters (256 bits); those missing are made. Call it holding the data lock. */
export function loadSecrets(dataDir: string): Secrets {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = (name: string): string => readSecret(join(folder, name)) ?? makeSecret(join(folder, name));
  return { workerKey: secret('worker-key'), photoKey: secret('photo-key'), sealingKey: secret('sealing-key') };
}
