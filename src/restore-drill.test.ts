import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from './findings/findings.schemas.ts';
import { backUp } from './platform/backup/backup.ts';
import { manifestName, manifestSchema } from './platform/backup/manifest.ts';
import { listPhotos } from './platform/backup/photo-files.ts';
import { restore } from './platform/backup/restore.ts';
import { openDatabase } from './platform/db/database.ts';
import { photoPath } from './platform/files/photo-path.ts';
import { loadSecrets } from './platform/processes/secrets.ts';
import { type Client, stranger } from './testing/client.ts';
import { setUpCommunity, type TestStation } from './testing/community.ts';
import { fieldsPicture } from './testing/pictures.ts';
import { createTestResults, type TestResults } from './testing/results.ts';
import { startTestService, type TestService } from './testing/service.ts';

let service: TestService;
let results: TestResults;
let station: TestStation;
let reviewer: Client;
let pictures = 0;
let runs = 0;
const scratch = mkdtempSync(join(tmpdir(), 'greensleeve-drill-'));
const backup = join(scratch, 'backup');

async function photograph(): Promise<void> {
  pictures += 1;
  const at = new Date(Date.parse('2026-11-20T10:00:00Z') + pictures * 3_600_000).toISOString();
  const seen = [{ label: 'paper_cardboard', content: pictures }];
  await results.classify(station, await fieldsPicture(['kitchen'], pictures), at, seen);
}
const again = (options: { isThorough?: boolean } = {}) =>
  backUp(service.dataDir, backup, { now: new Date(Date.now() + runs++), ...options });
const photosOf = (folder: string): string[] => [...listPhotos(join(folder, 'photos'))];
const modeOf = (path: string): number => statSync(path).mode & 0o777;

beforeAll(async () => {
  service = await startTestService({ clock: () => Date.parse('2026-11-22T10:00:00Z') });
  loadSecrets(service.dataDir);
  const community = await setUpCommunity(service);
  results = createTestResults(service);
  station = await community.addStation(await community.addEstate('One'), 'Station', ['kitchen']);
  reviewer = await community.addPerson('anna', 'reviewer');
  await photograph();
  await photograph();
});
afterAll(async () => {
  await results.close();
  await service.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a backup of a running service', () => {
  it('has everything, for its owner only, and the next one copies only new photographs', async () => {
    const first = await again();
    expect([first.photosCopied, first.damaged]).toEqual([2, []]);
    const { database, privateFiles } = first.manifest;
    for (const { name } of [database, ...privateFiles]) expect(modeOf(join(backup, name))).toBe(0o600);
    expect(privateFiles.map(({ name }) => name).sort()).toEqual(
      ['photo-key', 'sealing-key', 'worker-key'].map((name) => `secrets/${name}`),
    );
    await photograph();
    const second = await again();
    expect([second.photosCopied, second.manifest.photos.count]).toEqual([1, 3]);
    expect(readdirSync(backup).filter((name) => name.startsWith('database-'))).toEqual([second.manifest.database.name]);
  });

  it('does not take over a damaged photograph, and keeps the good copy of it that it has', async () => {
    await again();
    const [sha256 = ''] = photosOf(service.dataDir);
    const path = photoPath(join(service.dataDir, 'photos'), sha256);
    const [good, kept] = [readFileSync(path), photoPath(join(backup, 'photos'), sha256)];
    writeFileSync(path, 'not a photograph');
    expect((await again({ isThorough: true })).damaged).toEqual([]);
    expect(readFileSync(kept)).toEqual(good);
    rmSync(kept);
    expect((await again()).damaged).toEqual([sha256]);
    writeFileSync(path, good);
    expect((await again()).photosCopied).toBe(1);
  });

  it('loses what was erased, but nothing that a row still names', async () => {
    await again();
    const [named = ''] = photosOf(service.dataDir);
    const bytes = readFileSync(photoPath(join(service.dataDir, 'photos'), named));
    rmSync(photoPath(join(service.dataDir, 'photos'), named));
    const erased = createHash('sha256').update('erased').digest('hex');
    mkdirSync(dirname(photoPath(join(backup, 'photos'), erased)), { recursive: true });
    writeFileSync(photoPath(join(backup, 'photos'), erased), 'erased');
    expect((await again()).photosRemoved).toBe(1);
    expect(photosOf(backup)).toContain(named);
    expect(photosOf(backup)).not.toContain(erased);
    writeFileSync(photoPath(join(service.dataDir, 'photos'), named), bytes);
  });

  it('knows each column that names a photograph, by the end of its name', () => {
    const db = openDatabase(join(service.dataDir, 'greensleeve.db')).$client;
    const others = db
      .prepare(
        `SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.type = 'TEXT' AND c.name LIKE '%photo%' AND c.name NOT LIKE '%sha256'`,
      )
      .pluck()
      .all();
    db.close();
    expect(others).toEqual([]);
  });

  it('is not written into a folder of somebody else', async () => {
    writeFileSync(join(scratch, 'something'), '');
    await expect(backUp(service.dataDir, scratch, { now: new Date() })).rejects.toThrow(/something else than a backup/);
  });
});

describe('a restored backup', () => {
  it('starts as a service with its photographs, verdicts, sessions and secrets', async () => {
    const { body } = await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 1, holding: [] });
    const [item] = body.items;
    const verdict = { version: item?.version, judgement: 'unclear' };
    expect(item, JSON.stringify(body)).toBeDefined();
    expect((await reviewer.send('PUT', `/api/v1/findings/${item?.id}/verdict`, verdict)).status).toBe(200);
    await again();
    const dataDir = join(scratch, 'restored');
    const { movedTo } = await restore(backup, dataDir, { now: new Date() });
    expect([movedTo, loadSecrets(dataDir)]).toEqual([null, loadSecrets(service.dataDir)]);
    expect(photosOf(dataDir)).toEqual(photosOf(service.dataDir));

    const second = await startTestService({ config: { dataDir }, clock: () => Date.parse('2026-11-22T10:00:00Z') });
    try {
      const ask = (client: Client, url: string, path: string) =>
        stranger(url).send<never>('GET', path, undefined, client.credentials);
      for (const path of ['/api/v1/session', '/api/v1/findings', '/api/v1/months/2026-11/stations']) {
        const [before, after] = [await ask(reviewer, service.url, path), await ask(reviewer, second.url, path)];
        expect([path, after.status]).toEqual([path, 200]);
        expect(after.body).toEqual(before.body);
      }
    } finally {
      await second.stop();
    }
  });

  it('is refused for a folder that holds something, and moves it aside when told to', async () => {
    const dataDir = join(scratch, 'full');
    mkdirSync(dataDir);
    openDatabase(join(dataDir, 'greensleeve.db')).$client.close();
    await expect(restore(backup, dataDir, { now: new Date() })).rejects.toThrow(/not empty/);
    const { movedTo } = await restore(backup, dataDir, { now: new Date(), isForced: true });
    expect(existsSync(join(movedTo ?? '', 'greensleeve.db'))).toBe(true);
    expect(photosOf(dataDir)).toEqual(photosOf(backup));
  });

  it('is refused before anything is touched when it is damaged or newer than the program', async () => {
    const dataDir = join(scratch, 'untouched');
    const path = join(backup, manifestName);
    const text = readFileSync(path, 'utf8');
    const manifest = manifestSchema.parse(JSON.parse(text));
    writeFileSync(path, JSON.stringify({ ...manifest, schema: manifest.schema + 1e12 }));
    await expect(restore(backup, dataDir, { now: new Date() })).rejects.toThrow(/newer version/);
    writeFileSync(path, text);
    const [sha256 = ''] = photosOf(backup);
    const photo = photoPath(join(backup, 'photos'), sha256);
    const good = readFileSync(photo);
    writeFileSync(photo, 'x');
    await expect(restore(backup, dataDir, { now: new Date() })).rejects.toThrow(sha256);
    writeFileSync(photo, good);
    expect(existsSync(dataDir)).toBe(false);
  });
});
