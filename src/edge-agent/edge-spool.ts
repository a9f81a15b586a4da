/** Photographs on a gateway's disk until the service has them: durable, oldest first, bounded; what is given up is counted. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeSynced } from '../platform/files/durable-files.ts';

export interface EdgePhoto {
  camera: string;
  capturedAt: number;
  bytes: Buffer;
}

export interface Waiting {
  name: string;
  camera: string;
  capturedAt: number;
}

/** Photographs of a camera that were given up for want of room, and the span of time they were of. */
interface Dropped {
  count: number;
  from: number;
  until: number;
}

export type EdgeSpool = ReturnType<typeof openEdgeSpool>;

const namePattern = /^(\d{15})_([a-z0-9-]+)_[0-9a-f]{64}$/;
const parse = (name: string): Waiting | null => {
  const [, at, camera] = namePattern.exec(name) ?? [];
  return at && camera ? { name, camera, capturedAt: Number(at) } : null;
};

/** Opens it in `folder`; what a killed process left half written is removed. */
export function openEdgeSpool(folder: string, maxBytes: number) {
  const [waiting, incoming, refused] = ['waiting', 'incoming', 'refused'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  rmSync(incoming, { recursive: true, force: true });
  for (const one of [waiting, incoming, refused]) mkdirSync(one, { recursive: true, mode: 0o700 });
  const droppedFile = join(folder, 'dropped.json');
  const dropped: Record<string, Dropped> = existsSync(droppedFile) ? JSON.parse(readFileSync(droppedFile, 'utf8')) : {};
  const sizes = new Map<string, number>();
  for (const name of readdirSync(waiting)) if (parse(name)) sizes.set(name, statSync(join(waiting, name)).size);
  /** Refused ones take room too, and go first. */
  const refusedSizes = new Map(readdirSync(refused).map((name) => [name, statSync(join(refused, name)).size]));
  let total = [...sizes.values(), ...refusedSizes.values()].reduce((sum, size) => sum + size, 0);

  const names = (): string[] => [...sizes.keys()].sort();

  const noteDropped = async ({ camera, capturedAt }: Waiting): Promise<void> => {
    const before = dropped[camera] ?? { count: 0, from: capturedAt, until: capturedAt };
    dropped[camera] = {
      count: before.count + 1,
      from: Math.min(before.from, capturedAt),
      until: Math.max(before.until, capturedAt),
    };
    await writeFile(`${droppedFile}.new`, JSON.stringify(dropped), { flush: true });
    await rename(`${droppedFile}.new`, droppedFile);
    await syncFolder(folder);
  };

  const remove = async (name: string): Promise<void> => {
    await rm(join(waiting, name), { force: true });
    total -= sizes.get(name) ?? 0;
    sizes.delete(name);
  };

  /** Refused ones first, then the oldest: their days are closed already when the network comes back (decisions/028). */
  const makeRoom = async (bytes: number): Promise<void> => {
    for (const [name, size] of refusedSizes) {
      if (total + bytes <= maxBytes) return;
      await rm(join(refused, name), { force: true });
      refusedSizes.delete(name);
      total -= size;
    }
    for (const name of names()) {
      if (total + bytes <= maxBytes) return;
      const one = parse(name);
      // Noted before it is gone: a kill in between counts one too many rather than hiding one.
      if (one) await noteDropped(one);
      await remove(name);
    }
  };

  return {
    /** On the disk when it resolves. The same photograph again changes nothing. */
    async add({ camera, capturedAt, bytes }: EdgePhoto): Promise<void> {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const name = `${String(capturedAt).padStart(15, '0')}_${camera}_${sha256}`;
      if (sizes.has(name)) return;
      await makeRoom(bytes.length);
      const draft = join(incoming, name);
      await rm(draft, { force: true });
      await writeSynced(draft, bytes, 0o600);
      await rename(draft, join(waiting, name));
      await syncFolder(waiting);
      sizes.set(name, bytes.length);
      total += bytes.length;
    },
    /** Oldest first. */
    list: (): Waiting[] => names().flatMap((name) => parse(name) ?? []),
    read: (name: string): Promise<Buffer> => readFile(join(waiting, name)),
    /** The service has it. */
    remove,
    /** The service will never take it: kept to be looked at, as long as there is room. */
    async refuse(name: string): Promise<void> {
      await rename(join(waiting, name), join(refused, name));
      refusedSizes.set(name, sizes.get(name) ?? 0);
      sizes.delete(name);
    },
    reportOf: (camera: string) => ({
      waiting: names().filter((name) => parse(name)?.camera === camera).length,
      dropped: dropped[camera]?.count ?? 0,
      droppedFrom: dropped[camera]?.from ?? null,
      droppedUntil: dropped[camera]?.until ?? null,
      refused: [...refusedSizes.keys()].filter((name) => parse(name)?.camera === camera).length,
    }),
    bytes: () => total,
  };
}
