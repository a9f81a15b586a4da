import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { dahua, hashOf, hikvision, numbered, type Payload, uniview } from '../testing/push-payloads.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { IssuedAddress } from './push.schemas.ts';

const cameras = 60;
const photos = 6;
const minuteMs = 60_000;
const atOnce = 12;

let service: TestService;
let community: TestCommunity;
let small: Buffer;
beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
  small = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#4a7' } })
    .jpeg()
    .toBuffer();
}, 60_000);
afterAll(() => service?.stop());

/** A number that is always the same for the same three, below `below`. */
const chance = (below: number, ...of: number[]): number =>
  Number.parseInt(hashOf(Buffer.from(of.join(' '))).slice(0, 8), 16) % below;

interface Device {
  cameraId: number;
  path: string;
  /** Of its clock. */
  driftMs: number;
  taken: { at: number; picture: Buffer }[];
}

async function addDevice(index: number, hourAgo: number): Promise<Device> {
  const estateId = index === 0 ? await community.addEstate('一') : 1;
  const { camera } = await community.addStation(estateId, `投放点${index}`, ['kitchen']);
  const asked = { kind: 'camera', cameraId: camera.id };
  const { body } = await community.administrator.send<IssuedAddress>('POST', '/api/v1/push-addresses', asked);
  const driftMs = (chance(8, index, 1) - 6) * 10_000;
  const taken = Array.from({ length: photos }, (_, minute) => ({
    at: hourAgo + minute * 10 * minuteMs + driftMs,
    picture: numbered(small, index * 1_000 + minute),
  }));
  return { cameraId: camera.id, path: body.path, driftMs, taken };
}

function payloadOf(
  index: number,
  minute: number,
  { at, picture }: Device['taken'][number],
  isResent: boolean,
): Payload {
  const dateTime = `${new Date(at).toISOString().slice(0, 19)}+00:00`;
  const uuid = `5b1c8a60-0c6a-4a3e-${index}-${minute}`;
  if (index % 4 === 0) return hikvision.motion(picture, { dateTime, uuid, isResent });
  if (index % 4 === 1) return hikvision.json(picture, { dateTime, isDataRetransmission: isResent });
  if (index % 4 === 2) return dahua.json(picture);
  return uniview.structure(picture, numbered(small, 900_000 + index), `related-${index}-${minute}-00000`);
}

it('an hour of 60 cameras with drift, cuts and repeats ends with exactly the photographs that were taken', async () => {
  const hourAgo = Math.floor((Date.now() - 61 * minuteMs) / 1_000) * 1_000;
  const devices: Device[] = [];
  for (let index = 0; index < cameras; index += 1) devices.push(await addDevice(index, hourAgo));
  const sends: { device: Device; payload: Payload }[] = [];
  const late: typeof sends = [];
  for (const [index, device] of devices.entries()) {
    for (const [minute, one] of device.taken.entries()) {
      // A cut in the middle of the hour: kept by the device and sent at the end, newest first.
      const isCut = chance(5, index, 7) === 0 && minute >= 2 && minute < 4;
      const send = { device, payload: payloadOf(index, minute, one, isCut) };
      if (isCut) late.unshift(send);
      else sends.push(...Array.from({ length: chance(4, index, minute) === 0 ? 3 : 1 }, () => send));
    }
  }
  const queue = [...sends, ...late, ...late.slice(0, 20)];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { device, payload } = next;
      const answer = await fetch(service.url + device.path + (payload.path ?? ''), {
        method: 'POST',
        headers: { 'content-type': payload.type ?? '' },
        body: new Uint8Array(payload.body),
      });
      expect(answer.status).toBe(200);
      await answer.text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await service.container.settlePushed();
  const db = new Database(join(service.dataDir, 'greensleeve.db'), { readonly: true });
  const rows = db
    .prepare<[], { camera_id: number; sha256: string; captured_at: number; late: number }>(
      'SELECT camera_id, sha256, captured_at, late FROM capture ORDER BY camera_id, sha256',
    )
    .all();
  db.close();
  const found = rows.map(({ camera_id, sha256 }) => `${camera_id} ${sha256}`);
  const wanted = devices.flatMap(({ cameraId, taken }) => taken.map(({ picture }) => `${cameraId} ${hashOf(picture)}`));
  expect(found.toSorted()).toEqual(wanted.toSorted());
  // Hikvision's say when they were taken, and which had been kept.
  for (const [index, { cameraId, taken }] of devices.entries()) {
    if (index % 4 > 1) continue;
    for (const { at, picture } of taken) {
      const row = rows.find((one) => one.camera_id === cameraId && one.sha256 === hashOf(picture));
      expect(row?.captured_at).toBe(at);
    }
  }
  expect(rows.filter((one) => one.late === 1).length).toBe(
    late.filter(({ device }) => devices.indexOf(device) % 4 < 2).length,
  );
});
