import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signIn } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, testPassword } from '../testing/community.ts';
import { hikvision, numbered, type Payload } from '../testing/push-payloads.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { CameraPush, IssuedAddress } from './push.schemas.ts';

const scenes = join(import.meta.dirname, '../../fixtures/scenes/close-ups');
const jpeg = readFileSync(join(scenes, readdirSync(scenes).find((name) => name.endsWith('.jpg')) ?? ''));
const hourMs = 3_600_000;

let service: TestService;
let community: TestCommunity;
let now: number;
let cameraId: number;
let address: IssuedAddress;
beforeEach(async () => {
  now = Date.now();
  service = await startTestService({ clock: () => now, config: { pushKeepBytes: 3 * (jpeg.length + 2_000) } });
  community = await setUpCommunity(service);
  await community.addPerson('office', 'administrator');
  const station = await community.addStation(await community.addEstate('一'), '东门', ['kitchen']);
  cameraId = station.camera.id;
  const issued = await community.administrator.send<IssuedAddress>('POST', '/api/v1/push-addresses', {
    kind: 'camera',
    cameraId,
  });
  address = issued.body;
});
afterEach(() => service.stop());

/** Somebody who has just signed in: sessions don't last as long as the tests let time pass. */
const office = () => signIn(service.url, { username: 'office', password: testPassword });
const seen = async (): Promise<CameraPush> =>
  (await (await office()).get<CameraPush>(`/api/v1/cameras/${cameraId}/push`)).body;
const files = (): string[] => readdirSync(join(service.dataDir, 'pushed/originals'));
async function push({ type, body }: Payload): Promise<void> {
  const headers = { 'content-type': type ?? '' };
  const answer = await fetch(service.url + address.path, { method: 'POST', headers, body: new Uint8Array(body) });
  expect(answer.status).toBe(200);
  await service.container.settlePushed();
}

/** What a process leaves that was killed after the answer, or before the body was on the disk. */
function leaveBehind(id: number, payload: Payload, hasFile: boolean): void {
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  const insert = db.prepare(
    `INSERT INTO push_body (id, address_id, received_at, remote_address, method, path, query, headers, bytes, has_file, state)
     VALUES (?, ?, ?, '192.168.1.64', 'POST', '', '{}', ?, ?, 1, 'stored')`,
  );
  const headers = JSON.stringify({ 'content-type': payload.type });
  insert.run(id, address.id, now - 2 * hourMs, headers, payload.body.length);
  db.close();
  mkdirSync(join(service.dataDir, 'pushed/originals'), { recursive: true });
  if (hasFile) writeFileSync(join(service.dataDir, `pushed/originals/${id}`), payload.body);
}

it('what a killed process was answered for is taken in once by the next, and what had not reached the disk is forgotten', async () => {
  leaveBehind(501, hikvision.motion(numbered(jpeg, 1)), true);
  leaveBehind(502, hikvision.motion(numbered(jpeg, 2)), false);
  await service.container.sweepPushed();
  await service.container.sweepPushed();
  const { bodies } = await seen();
  expect(bodies.map(({ id, state }) => [id, state])).toEqual([[501, 'done']]);
  expect(bodies[0]?.summary?.events[0]?.pictures).toMatchObject([{ outcome: 'taken' }]);
});

it('bodies are forgotten after a week, the photographs stay', async () => {
  await push(hikvision.motion(numbered(jpeg, 1)));
  now += 6 * 24 * hourMs;
  await service.container.sweepPushed();
  expect((await seen()).bodies).toHaveLength(1);
  now += 25 * hourMs;
  await service.container.sweepPushed();
  expect([(await seen()).bodies, files()]).toEqual([[], []]);
  const { photo } = (await (await office()).get<{ photo: unknown }>(`/api/v1/cameras/${cameraId}/photo`)).body;
  expect(photo).not.toBeNull();
  expect(existsSync(join(service.dataDir, 'photos'))).toBe(true);
});

it('the oldest go first when there is no more room', async () => {
  for (const number of [1, 2, 3, 4, 5]) await push(hikvision.motion(numbered(jpeg, number)));
  const before = (await seen()).bodies.map(({ id }) => id);
  await service.container.sweepPushed();
  expect((await seen()).bodies.map(({ id }) => id)).toEqual(before.slice(0, 3));
  expect(files()).toHaveLength(3);
});
