import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraClient, signIn } from '../testing/client.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { waitFor } from '../testing/wait.ts';

const root = join(import.meta.dirname, '../..');
const photosInAll = 24;
const together = 4;
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let dataDir: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'greensleeve-masking-'));
});
afterEach(async () => {
  const ended = child && new Promise((resolve) => child?.once('close', resolve));
  child?.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
});

interface Running {
  url: string;
  output: string;
  process: ChildProcess;
}

/** The service as a process with a worker of its own and its own Redis. */
async function launch(): Promise<Running> {
  const { PATH } = process.env;
  const env = { PATH, PORT: '0', DATA_DIR: dataDir, WORKERS: '1', LOG_LEVEL: 'warn', REQUEUE_AFTER_S: '1' };
  const started = spawn(process.execPath, [join(root, 'src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, MODEL_DIR: 'fixtures/tiny-model' },
  });
  child = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (bytes) => (output += bytes));
  const url = await waitFor(
    () => {
      if (started.exitCode !== null) throw new Error(output);
      return output.includes('Ctrl-C') && /http:\/\/\S+/.exec(output)?.[0];
    },
    { what: 'the address', timeoutMs: 60_000 },
  );
  return { url, output, process: started };
}

/** Processes whose command line holds the text and whose parent is this one. */
function childrenOf(parent: number, text: string): number[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
      throw error;
    }
  };
  const isChild = (pid: string): boolean => read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] === String(parent);
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && isChild(pid) && read(pid, 'cmdline').includes(text))
    .map(Number);
}

async function setUpCamera({ url, output }: Running): Promise<string> {
  const password = /^\s+admin\s+(\S+)/m.exec(output)?.[1] ?? '';
  const administrator = await signIn(url, { username: 'admin', password });
  const post = async <Body>(path: string, body: unknown): Promise<Body> => {
    const answer = await administrator.send<Body>('POST', `/api/v1${path}`, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const estate = await post<{ id: number }>('/estates', { name: 'One' });
  const bins = [{ expected: 'kitchen' }, { expected: 'residual' }];
  const station = await post<{ id: number; bins: { id: number }[] }>('/stations', {
    estateId: estate.id,
    name: 'Station',
    bins,
  });
  const strip = (left: number, right: number) => [
    [left, 0],
    [right, 0],
    [right, 1],
    [left, 1],
  ];
  const views = station.bins.map(({ id }, index) => ({ binId: id, polygon: strip(index / 2, (index + 1) / 2) }));
  const camera = { stationId: station.id, name: 'Camera', views, masks: [strip(0, 0.2), strip(0.9, 1)] };
  return (await post<{ key: string }>('/cameras', camera)).key;
}

interface Row {
  sha256: string;
  state: string;
  masking: string;
  maskedSha256: string | null;
}
function readCaptures(): Row[] {
  const db = new Database(join(dataDir, 'greensleeve.db'), { readonly: true });
  const rows = db
    .prepare<[], Row>('SELECT sha256, state, masking, masked_sha256 AS maskedSha256 FROM capture ORDER BY id')
    .all();
  db.close();
  return rows;
}
const filesIn = (folder: string): string[] =>
  readdirSync(join(dataDir, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(dataDir, folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());

describe.skipIf(process.platform !== 'linux')('photographs of a camera with masks', () => {
  it('are all classified and none of their originals is left, though worker and web process are killed at work', async () => {
    let service = await launch();
    const key = await setUpCamera(service);
    const originals = await Promise.all(
      Array.from({ length: photosInAll }, (_, seed) => fieldsPicture(['kitchen', 'residual'], seed + 1)),
    );
    const acknowledged = new Set<string>();
    /** Posts as cameras do: at it until there is a 202. */
    const send = (photo: Buffer) =>
      waitFor(
        async () => {
          const answer = await cameraClient(service.url, key).send('POST', '/api/v1/captures', photo);
          if (answer.status === 202) acknowledged.add(sha256Of(photo));
          return answer.status === 202;
        },
        { what: 'a 202', timeoutMs: 90_000, everyMs: 50 },
      );
    const sent: Promise<unknown>[] = [];
    for (let index = 0; index < photosInAll; index += together) {
      sent.push(...originals.slice(index, index + together).map(send));
      if (index === together) {
        const [worker] = await waitFor(() => childrenOf(service.process.pid ?? 0, 'classify.ts'));
        process.kill(worker ?? 0, 'SIGKILL');
      }
      if (index === 2 * together || index === 4 * together) {
        // In the middle of work: some have been taken in, some masked, the last ones just posted.
        await waitFor(() => acknowledged.size >= index);
        service.process.kill('SIGKILL');
        await new Promise((resolve) => service.process.once('close', resolve));
        const rows = readCaptures();
        const spooled = filesIn('spool/originals').map((path) => sha256Of(readFileSync(path)));
        for (const sha256 of acknowledged) expect(rows.map((row) => row.sha256)).toContain(sha256);
        for (const row of rows) if (row.masking === 'waiting') expect(spooled).toContain(row.sha256);
        service = await launch();
      }
    }
    await Promise.all(sent);
    await waitFor(() => readCaptures().every(({ state }) => state === 'classified'), {
      what: 'all to be classified',
      timeoutMs: 120_000,
      everyMs: 200,
    });
    const rows = readCaptures();
    expect(rows.map(({ sha256 }) => sha256).sort()).toEqual(originals.map(sha256Of).sort());
    expect(new Set(rows.map(({ masking }) => masking))).toEqual(new Set(['masked']));
    expect(filesIn('spool')).toEqual([]);
    const stored = filesIn('photos').map((path) => sha256Of(readFileSync(path)));
    expect(stored.sort()).toEqual(rows.map(({ maskedSha256 }) => maskedSha256).sort());
    expectNoTraceOf(originals);
  }, 300_000);
});

/** No file holds a piece of an original: not the photographs, nor the database and its log, nor what Redis wrote. */
function expectNoTraceOf(originals: Buffer[]): void {
  const pieces = originals.map((bytes) => bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 48));
  const files = filesIn('.');
  expect(files.length).toBeGreaterThan(originals.length);
  const found = files.filter((path) => {
    const bytes = readFileSync(path);
    return pieces.some((piece) => bytes.includes(piece));
  });
  expect(found).toEqual([]);
}
