import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import { edgeHelp, loadEdgeConfig } from '../config/edge-config.ts';
import { openDatabase } from '../platform/db/database.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { startFakeCamera } from '../testing/fake-camera.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import { openEdgeSpool } from './edge-spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'greensleeve-edge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A line to the service that can be cut. */
async function startLine(url: string) {
  const { port: to } = new URL(url);
  const open = new Set<Socket>();
  let isCut = true;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (isCut) return near.destroy();
    const far = connect(Number(to), '127.0.0.1');
    for (const one of [near, far]) {
      open.add(one);
      one.on('error', () => undefined).on('close', () => open.delete(one));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    cut(cut: boolean) {
      isCut = cut;
      if (cut) for (const one of open) one.destroy();
    },
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

describe('the gateway program', () => {
  let service: TestService;
  let community: TestCommunity;
  let station: TestStation;
  let line: Awaited<ReturnType<typeof startLine>>;
  let agent: ChildProcess | null = null;
  const [dir, drop] = [join(folder, 'data'), join(folder, 'drop')];
  beforeAll(async () => {
    mkdirSync(dir);
    mkdirSync(drop);
    service = await startTestService();
    community = await setUpCommunity(service);
    station = await community.addStation(await community.addEstate('One'), 'East gate', ['kitchen']);
    line = await startLine(service.url);
    writeFileSync(join(dir, 'cameras.json'), JSON.stringify([{ name: 'east', key: station.camera.key, folder: drop }]));
  });
  afterEach(() => void agent?.kill('SIGKILL'));
  afterAll(async () => {
    line.cut(true);
    await line.stop();
    await service.stop();
  });

  const start = () => {
    const env = { WEB_URL: line.url, EDGE_DIR: dir, LOG_LEVEL: 'silent', TIME_ZONE: 'UTC' };
    agent = spawn(process.execPath, ['workers/edge-agent.ts'], { env, stdio: 'inherit' });
  };
  const kill = async () => {
    const ended = new Promise((resolve) => agent?.once('exit', resolve));
    agent?.kill('SIGKILL');
    await ended;
  };
  const rows = () => {
    const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
    const found = db.$client
      .prepare<[], { capturedAt: number; late: number }>(
        'SELECT captured_at AS capturedAt, late FROM capture ORDER BY id',
      )
      .all();
    db.$client.close();
    return found;
  };
  const waiting = () => (existsSync(join(dir, 'waiting')) ? readdirSync(join(dir, 'waiting')).length : 0);
  const stamp = (at: number) => new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 17);

  it('keeps photographs while there is no network, through being killed, and sends each once and in order', async () => {
    const from = Math.floor(Date.now() / 1_000) * 1_000 - 2 * 24 * 3_600_000;
    const times = [0, 1, 2, 3, 4, 5].map((minute) => from + minute * 60_000);
    for (const [index, at] of times.entries()) {
      writeFileSync(join(drop, `10.0.0.1_1_${stamp(at)}_TIMING.jpg`), await fieldsPicture(['kitchen'], index + 1));
    }
    start();
    await waitFor(() => waiting() === 6 && readdirSync(drop).length === 0, { what: 'the photographs on the gateway' });
    await kill();
    expect(rows()).toEqual([]);
    line.cut(false);
    start();
    await waitFor(() => rows().length >= 2, { what: 'some photographs at the service' });
    await kill();
    start();
    await waitFor(() => waiting() === 0, { what: 'all photographs at the service' });
    // Two days old, yet believed: it had been kept back.
    expect(rows()).toEqual(times.map((capturedAt) => ({ capturedAt, late: 1 })));
    const seen = async () =>
      (await community.administrator.get<CameraDetail>(`/api/v1/cameras/${station.camera.id}`)).body.health;
    await kill();
    start();
    await waitFor(async () => (await seen()).agent?.waiting === 0, { what: 'what the gateway says of itself' });
  });
});

describe('a gateway that asks cameras', () => {
  it('takes their picture by digest sign-in within its networks, keeps it, and sends each picture once', async () => {
    const service = await startTestService();
    const community = await setUpCommunity(service);
    const station = await community.addStation(await community.addEstate('Two'), 'West gate', ['kitchen']);
    const pictures = await Promise.all([31, 32, 33].map((seed) => fieldsPicture(['kitchen'], seed)));
    let shown = 0;
    const login = { username: 'reader', password: 'a password of a camera' };
    const camera = await startFakeCamera({
      login,
      auth: 'md5',
      picture: () => pictures[Math.min(shown++, pictures.length - 1)] ?? Buffer.alloc(0),
    });
    const dir = join(folder, 'asking');
    mkdirSync(dir);
    const pull = { preset: 'hikvision', host: '127.0.0.1', port: camera.port, ...login };
    writeFileSync(
      join(dir, 'cameras.json'),
      JSON.stringify([{ name: 'west', key: station.camera.key, intervalS: 1, pull }]),
    );
    const env = { WEB_URL: service.url, EDGE_DIR: dir, LOG_LEVEL: 'silent', CAMERA_NETWORKS: '127.0.0.0/8' };
    const agent = spawn(process.execPath, ['workers/edge-agent.ts'], { env, stdio: 'inherit' });
    const captured = () => {
      const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
      const found = db.$client.prepare<[], { late: number }>('SELECT late FROM capture').all();
      db.$client.close();
      return found;
    };
    try {
      await waitFor(() => shown > 4, { what: 'some rounds' });
      await waitFor(() => captured().length === 3, { what: 'the three pictures at the service' });
      expect(captured()).toEqual([{ late: 0 }, { late: 0 }, { late: 0 }]);
      expect(new Set(camera.asked)).toEqual(new Set(['GET /ISAPI/Streaming/channels/101/picture']));
    } finally {
      agent.kill('SIGKILL');
      await camera.stop();
      await service.stop();
    }
  });
});

describe('the photographs on a gateway', () => {
  const photo = (index: number) => ({ camera: 'east', capturedAt: index, bytes: Buffer.alloc(100, index) });

  it('take no more room than allowed: the oldest are given up, and that is told, also after a start', async () => {
    const place = join(folder, 'bounded');
    const spool = openEdgeSpool(place, 350);
    for (const index of [3, 1, 2, 4, 5]) await spool.add(photo(index));
    expect(spool.list().map(({ capturedAt }) => capturedAt)).toEqual([3, 4, 5]);
    const again = openEdgeSpool(place, 350);
    expect(again.reportOf('east')).toEqual({ waiting: 3, dropped: 2, droppedFrom: 1, droppedUntil: 2, refused: 0 });
    expect(again.bytes()).toBe(300);
    await again.add(photo(5));
    expect(again.list()).toHaveLength(3);
  });

  it('that the service refuses are put aside, and make room first', async () => {
    const spool = openEdgeSpool(join(folder, 'refused'), 250);
    await spool.add(photo(1));
    await spool.refuse(spool.list()[0]?.name ?? '');
    await spool.add(photo(2));
    expect(spool.reportOf('east')).toMatchObject({ waiting: 1, refused: 1 });
    await spool.add(photo(3));
    expect(spool.reportOf('east')).toMatchObject({ waiting: 2, refused: 0, dropped: 0 });
  });
});

describe('its settings', () => {
  it('are explained, and all that is wrong is named', () => {
    expect(edgeHelp).toContain('EDGE_MAX_MB');
    expect(() => loadEdgeConfig({ EDGE_MAX_MB: 'much' })).toThrow(/WEB_URL[\s\S]*EDGE_MAX_MB/);
    const file = join(folder, 'wrong.json');
    writeFileSync(
      file,
      JSON.stringify([
        { name: 'East!', key: 'k', folder: '/x' },
        { name: 'b', key: 'k' },
      ]),
    );
    expect(() => loadEdgeConfig({ WEB_URL: 'http://x', EDGE_CAMERAS: file })).toThrow(
      /may hold[\s\S]*either a folder or pull/,
    );
  });
});
