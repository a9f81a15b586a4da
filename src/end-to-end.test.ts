import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding, ReviewItem } from './findings/findings.schemas.ts';
import { categories } from './inference/categories.ts';
import type { MonthCounts } from './ledger/months.schemas.ts';
import { type Client, cameraClient, signIn } from './testing/client.ts';
import { findPhotoFolder, type PlacedPhoto, placePhotos, readPhotos } from './testing/photo-set.ts';
import { startUp, type Up } from './testing/up.ts';
import { waitFor } from './testing/wait.ts';

/** Farther apart than an episode's longest gap: each photograph is an episode of its own, whose truth is known. */
const apartMs = 11 * 60_000;
const seed = 20_261_123;
/** Photographs posted at once, as by several cameras. */
const together = 8;

let up: Up | null = null;
let dataDir = '';
afterEach(async () => {
  await up?.stop();
  up = null;
  rmSync(dataDir, { recursive: true, force: true });
});

interface Sent extends PlacedPhoto {
  captureId: number;
  camera: Client;
  /** Bin and moment, by which a finding tells which photograph it is about. */
  key: string;
}

const keyOf = (binId: number, capturedAt: string): string => `${binId} ${Date.parse(capturedAt)}`;

async function post<Body>(client: Client, path: string, body: unknown): Promise<Body> {
  const answer = await client.send<Body>('POST', `/api/v1${path}`, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** One station with a bin and a camera for each category, each camera looking at its bin alone. */
async function setUpBins(url: string, administrator: Client) {
  const estate = await post<{ id: number }>(administrator, '/estates', { name: '端到端小区' });
  const station = await post<{ id: number; bins: { id: number }[] }>(administrator, '/stations', {
    estateId: estate.id,
    name: '1号投放点',
    bins: categories.map((expected) => ({ expected })),
  });
  const wholePicture = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  return Promise.all(
    station.bins.map(async ({ id: binId }, index) => {
      const views = [{ binId, polygon: wholePicture }];
      const body = { stationId: station.id, name: `摄像头${index + 1}`, views };
      const { key } = await post<{ key: string }>(administrator, '/cameras', body);
      return { category: categories[index], binId, camera: cameraClient(url, key) };
    }),
  );
}

/** Posts as cameras do: at it until there is a 202. */
async function send(photo: PlacedPhoto, bin: { binId: number; camera: Client }, at: number): Promise<Sent> {
  const capturedAt = new Date(at).toISOString();
  const path = `/api/v1/captures?captured_at=${encodeURIComponent(capturedAt)}`;
  const bytes = readFileSync(photo.path);
  const { body } = await waitFor(
    async () => {
      const answer = await bin.camera.send<{ id: number }>('POST', path, bytes);
      return answer.status === 202 ? answer : null;
    },
    { what: `a 202 for ${photo.path}` },
  );
  return { ...photo, captureId: body.id, camera: bin.camera, key: keyOf(bin.binId, capturedAt) };
}

/** Kills one process of the service and waits until another has taken its place. */
async function kill(service: Up, name: string): Promise<void> {
  const before = await waitFor(() => service.pidsOf(name).at(0), { what: `a process of ${name}` });
  process.kill(before, 'SIGKILL');
  await waitFor(() => service.pidsOf(name).some((pid) => pid !== before), { what: `${name} to be started again` });
}

async function allClassified(sent: Sent[]): Promise<void> {
  for (const photo of sent) {
    const end = await waitFor(
      async () => {
        const { body } = await photo.camera.get<{ state: string; reason: string | null }>(
          `/api/v1/captures/${photo.captureId}`,
        );
        return ['received', 'queued'].includes(body.state) ? null : { state: body.state, reason: body.reason };
      },
      { what: `capture ${photo.captureId} to end`, timeoutMs: 120_000, everyMs: 100 },
    );
    expect(end).toEqual({ state: 'classified', reason: null });
  }
}

/** Reviews until nothing is left, by the truth; returns what was judged by photograph. */
async function review(reviewer: Client, truth: Map<string, Sent>): Promise<Map<string, JudgedFinding>> {
  const judged = new Map<string, JudgedFinding>();
  for (;;) {
    const { items } = await post<Deal>(reviewer, '/review/deals', { count: 5 });
    if (items.length === 0) return judged;
    for (const item of items) judged.set(...(await judge(reviewer, item, truth)));
  }
}

async function judge(reviewer: Client, item: ReviewItem, truth: Map<string, Sent>): Promise<[string, JudgedFinding]> {
  const key = keyOf(item.place.bin?.id ?? 0, item.capturedAt);
  const photo = truth.get(key);
  if (!photo) throw new Error(`a finding about no photograph that was sent: ${JSON.stringify(item)}`);
  const verdict = photo.misplaced ? { judgement: 'misplaced', actual: photo.truth } : { judgement: 'fits' };
  const { status, body } = await reviewer.send<JudgedFinding>('PUT', `/api/v1/findings/${item.id}/verdict`, {
    version: item.version,
    ...verdict,
  });
  expect(status).toBe(200);
  return [key, body];
}

function printOutcome(sent: Sent[], flagged: Set<string>, about: string): void {
  const rows = categories.map((bin) => {
    const inBin = sent.filter((photo) => photo.bin === bin);
    const wrong = inBin.filter((photo) => photo.misplaced);
    return {
      bin,
      photos: inBin.length,
      misplaced: wrong.length,
      'misplaced and flagged': wrong.filter(({ key }) => flagged.has(key)).length,
      'right and flagged': inBin.filter(({ key, misplaced }) => !misplaced && flagged.has(key)).length,
    };
  });
  console.log(`End to end, ${about}: what was flagged against what should have been`);
  console.table(rows);
}

describe('the whole service, started as the README says', () => {
  it('loses no photograph and counts exactly what people confirmed, while a worker and Redis are killed', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'greensleeve-end-to-end-'));
    up = await startUp(['--no-demo', '--port', '0', '--workers', '2', '--data', dataDir], {
      ...process.env,
      LOG_LEVEL: 'error',
      REQUEUE_AFTER_S: '5',
    });
    const password = /^\s+admin\s+(\S+)/m.exec(up.output())?.[1] ?? '';
    const administrator = await signIn(up.url, { username: 'admin', password });
    const bins = await setUpBins(up.url, administrator);

    const { folder, isReal } = findPhotoFolder();
    const photos = placePhotos(readPhotos(folder), isReal ? 54 : 10, isReal ? 12 : 4, seed);
    expect(photos.length).toBeGreaterThanOrEqual(isReal ? 200 : 40);
    const start = Date.now() - photos.length * apartMs;
    const [killWorkerAt, killRedisAt] = [1, 2].map(
      (third) => Math.floor((photos.length * third) / 3 / together) * together,
    );
    const sent: Sent[] = [];
    for (let index = 0; index < photos.length; index += together) {
      // In the middle of work: what was just sent is in the queue or with a worker.
      if (index === killWorkerAt) await kill(up, 'classify.ts');
      if (index === killRedisAt) await kill(up, 'redis-server');
      const group = photos.slice(index, index + together).map((photo, offset) => {
        const bin = bins.find(({ category }) => category === photo.bin);
        if (!bin) throw new Error(`no bin for ${photo.bin}`);
        return send(photo, bin, start + (index + offset) * apartMs);
      });
      sent.push(...(await Promise.all(group)));
    }
    await allClassified(sent);

    const truth = new Map(sent.map((photo) => [photo.key, photo]));
    await post(administrator, '/people', {
      username: 'staff',
      name: '复核员',
      role: 'reviewer',
      password: 'end to end',
    });
    const reviewer = await signIn(up.url, { username: 'staff', password: 'end to end' });
    const judged = await review(reviewer, truth);
    printOutcome(sent, new Set(judged.keys()), isReal ? 'real photographs' : 'the project’s own pictures');
    const confirmed = [...judged].filter(([, { verdict }]) => verdict.judgement === 'misplaced').map(([key]) => key);
    expect(confirmed.length).toBeGreaterThan(0);

    const months = [...new Set([...judged.values()].map(({ capturedAt }) => capturedAt.slice(0, 7)))];
    expect(await countViolations(reviewer, months)).toBe(confirmed.length);
    expect(await up.stop()).toBe(0);
    expect(readLedger(dataDir)).toEqual(confirmed.sort());
    expect(readStates(dataDir)).toEqual([{ state: 'classified', captures: photos.length, episodes: photos.length }]);
  }, 600_000);

  it('shows real findings to review within two minutes of the demonstration being ready', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'greensleeve-demo-'));
    up = await startUp(['--port', '0', '--data', dataDir], { ...process.env, LOG_LEVEL: 'error' });
    const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
    expect(new Set(demo.logins.map(({ role }: { role: string }) => role)).size).toBe(8);
    expect(demo.cameras).toHaveLength(24);
    const login = demo.logins.find(({ role }: { role: string }) => role === 'reviewer');
    expect(up.output()).toContain(login.password);
    const reviewer = await signIn(demo.url, login);
    const dealt = async () => {
      const { items } = await post<Deal>(reviewer, '/review/deals', { count: 1 });
      return items.length > 0;
    };
    await waitFor(dealt, { what: 'a finding to review', timeoutMs: 120_000, everyMs: 500 });
    expect(await up.stop()).toBe(0);
  }, 600_000);
});

/** Live violations of these months and those beside them, as the interface counts them. */
async function countViolations(reviewer: Client, months: string[]): Promise<number> {
  const { body } = await reviewer.get<MonthCounts>(`/api/v1/months/${months[0]}/stations`);
  const wanted = [...new Set([...months, ...body.months])];
  const counts = await Promise.all(
    wanted.map(async (month) => (await reviewer.get<MonthCounts>(`/api/v1/months/${month}/stations`)).body.total),
  );
  return counts.reduce((sum, { violations }) => sum + violations, 0);
}

function readLedger(folder: string): string[] {
  const db = new Database(join(folder, 'greensleeve.db'), { readonly: true });
  const rows = db
    .prepare<[], { binId: number; occurredAt: number }>(
      'SELECT bin_id AS binId, occurred_at AS occurredAt FROM violation WHERE voided_at IS NULL',
    )
    .all();
  db.close();
  return rows.map(({ binId, occurredAt }) => `${binId} ${occurredAt}`).sort();
}

/** Captures by state, beside the number of episodes: each photograph of the proof is one. */
function readStates(folder: string): unknown[] {
  const db = new Database(join(folder, 'greensleeve.db'), { readonly: true });
  const rows = db
    .prepare(
      'SELECT state, count(*) AS captures, (SELECT count(*) FROM episode) AS episodes FROM capture GROUP BY state',
    )
    .all();
  db.close();
  return rows;
}
