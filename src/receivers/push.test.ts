import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import type { Receipt } from '../captures/captures.schemas.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import {
  dahua,
  gb28181,
  hashOf,
  hikvision,
  isecure,
  numbered,
  type Payload,
  uniview,
} from '../testing/push-payloads.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { AddressListView, BodyView, CameraPush, IssuedAddress, WaitingList } from './push.schemas.ts';

const run = promisify(execFile);
const scenes = join(import.meta.dirname, '../../fixtures/scenes/close-ups');
const jpeg = readFileSync(join(scenes, readdirSync(scenes).find((name) => name.endsWith('.jpg')) ?? ''));

let service: TestService;
let community: TestCommunity;
let station: TestStation;
let next = 0;
/** A picture that nobody has sent yet. */
const fresh = (): Buffer => numbered(jpeg, ++next);

beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
});
afterAll(() => service?.stop());

/** A camera of its own, with its address. */
async function addCamera(): Promise<{ id: number; address: IssuedAddress }> {
  station = await community.addStation(await community.addEstate(`小区${++next}`), '东门', ['kitchen']);
  const { id } = station.camera;
  return { id, address: await issue({ kind: 'camera', cameraId: id }) };
}
async function issue(body: unknown): Promise<IssuedAddress> {
  const answer = await community.administrator.send<IssuedAddress>('POST', '/api/v1/push-addresses', body);
  expect(answer.status).toBe(201);
  return answer.body;
}
async function push(address: { path: string }, payload: Payload, headers: Record<string, string> = {}) {
  const { method = 'POST', path = '', type, body } = payload;
  const answer = await fetch(service.url + address.path + path, {
    method,
    headers: { ...(type ? { 'content-type': type } : {}), ...headers },
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  const text = await answer.text();
  await service.container.settlePushed();
  return { status: answer.status, text, headers: answer.headers };
}
const pushOf = async (cameraId: number): Promise<CameraPush> =>
  (await community.administrator.get<CameraPush>(`/api/v1/cameras/${cameraId}/push`)).body;
/** Outcomes of the pictures of the latest body. */
const outcomes = async (cameraId: number): Promise<string[]> =>
  ((await pushOf(cameraId)).bodies[0]?.summary?.events ?? []).flatMap(({ pictures }) =>
    pictures.map((one) => one.outcome),
  );
const receipt = async (captureId: number): Promise<Receipt> =>
  (await community.administrator.get<Receipt>(`/api/v1/captures/${captureId}`)).body;
const takenOf = async (cameraId: number): Promise<Receipt[]> => {
  const bodies: BodyView[] = (await pushOf(cameraId)).bodies;
  const ids = bodies
    .flatMap(({ summary }) => summary?.events ?? [])
    .flatMap(({ pictures }) =>
      pictures.flatMap(({ outcome, captureId }) => (outcome === 'taken' && captureId !== null ? [captureId] : [])),
    );
  return Promise.all(ids.map(receipt));
};

/** Writes bytes to the service and reads until it closes, or `endsAfterMs` passes; `half`: no more will come. */
function raw(bytes: Buffer, half = false): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      if (half) socket.end(bytes);
      else socket.write(bytes);
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (/\r\n\r\n/.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
const head = (path: string, { type }: Pick<Payload, 'type'>, length: number | null): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: camera\r\n${type ? `Content-Type: ${type}\r\n` : ''}${length === null ? '' : `Content-Length: ${length}\r\n`}\r\n`,
  );

describe('a device’s address', () => {
  it('takes every maker’s form as the same photograph as by POST, with the maker’s answer', async () => {
    const cases: [Payload, Buffer[], RegExp][] = [];
    const add = (make: (picture: Buffer) => Payload, answer: RegExp): void => {
      const picture = fresh();
      cases.push([make(picture), [picture], answer]);
    };
    add((picture) => hikvision.motion(picture), /<statusCode>1<\/statusCode>/);
    add((picture) => hikvision.json(picture), /"statusCode":1/);
    add((picture) => hikvision.plates(picture, fresh()), /statusString/);
    add((picture) => dahua.json(picture), /^OK$/);
    add((picture) => dahua.dotted(picture), /^OK$/);
    add((picture) => dahua.its(picture, fresh()), /^\{"Result":true\}$/);
    add((picture) => uniview.structure(picture, fresh(), `related-${next}-0001`), /"ResponseCode":0/);
    add((picture) => gb28181(picture), /^OK$/);
    add((picture) => ({ type: 'image/jpeg', body: picture }), /^OK$/);
    for (const [payload, pictures, answer] of cases) {
      const { id, address } = await addCamera();
      const { status, text } = await push(address, payload);
      expect([status, text]).toEqual([200, expect.stringMatching(answer)]);
      const taken = await takenOf(id);
      expect(taken.map(({ sha256 }) => sha256)).toEqual(pictures.map(hashOf));
      // The very same by POST is known already.
      const again = await station.camera.client.send<Receipt>('POST', '/api/v1/captures', pictures[0], {
        'content-type': 'image/jpeg',
      });
      expect(again.body).toMatchObject({ id: taken[0]?.id, duplicate: true });
    }
  });

  it('takes twelve pictures of one body, each once however often it comes', async () => {
    const { id, address } = await addCamera();
    const pictures = Array.from({ length: 12 }, fresh);
    for (const expected of ['taken', 'duplicate']) {
      expect((await push(address, hikvision.burst(pictures))).status).toBe(200);
      expect(await outcomes(id)).toEqual(pictures.map(() => expected));
    }
  });

  it('counts the repeats of an event, and takes one that is told of twice once', async () => {
    const { id, address } = await addCamera();
    const [first, second] = [fresh(), fresh()];
    for (const count of [1, 2, 3]) {
      const dateTime = `2026-11-30T18:05:0${count}+08:00`;
      await push(address, hikvision.bare({ count, dateTime, eventType: 'linedetection' }));
    }
    expect((await pushOf(id)).events).toMatchObject([{ eventType: 'linedetection', count: 3, pictures: 0 }]);
    // Uniview: an alarm, then the structure with its pictures, then the same again with its pictures made anew.
    const related = 'a-related-id-0042';
    await push(address, uniview.alarm(related));
    await push(address, uniview.structure(first, fresh(), related));
    expect(await outcomes(id)).toEqual(['taken', 'crop']);
    await push(address, uniview.structure(second, fresh(), related));
    expect(await outcomes(id)).toEqual(['known_event', 'crop']);
    // Hikvision: re-sent hours later, by the same id and time.
    await push(address, hikvision.motion(fresh(), { uuid: '5b1c8a60-0c6a-4a3e-9f55-0a1b2c3d4e5f' }));
    expect(await outcomes(id)).toEqual(['taken']);
    await push(address, hikvision.motion(fresh(), { uuid: '5b1c8a60-0c6a-4a3e-9f55-0a1b2c3d4e5f', isResent: true }));
    expect(await outcomes(id)).toEqual(['known_event']);
    expect(await takenOf(id)).toHaveLength(2);
  });

  it('marks a photograph that the device had kept, and one whose clock can’t be believed', async () => {
    const { id, address } = await addCamera();
    const hoursAgo = new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 19);
    await push(address, hikvision.motion(fresh(), { dateTime: `${hoursAgo}+00:00`, isResent: true }));
    await push(address, hikvision.motion(fresh(), { dateTime: 'no time' }));
    await push(address, hikvision.motion(fresh(), { dateTime: '2090-01-01T00:00:00+08:00' }));
    const byId = (await takenOf(id)).toSorted((a, b) => a.id - b.id);
    expect(byId).toMatchObject([
      { late: true, clockSuspect: false, capturedAt: `${hoursAgo}.000Z` },
      { late: false, clockSuspect: true },
      { late: false, clockSuspect: true },
    ]);
    const { receivedAt, capturedAt } = byId[2] ?? {};
    expect(capturedAt).toBe(receivedAt);
  });

  it('is told of by the camera’s health, whatever becomes of the pictures', async () => {
    const { id, address } = await addCamera();
    const contact = async () => {
      const { body } = await community.administrator.get<CameraDetail>(`/api/v1/cameras/${id}`);
      return {
        kind: body.health.lastContact?.kind,
        drift: body.health.clockDrift?.off,
        silent: body.lastSeenAt === null,
      };
    };
    const none = { kind: undefined, drift: undefined, silent: true };
    expect(await contact()).toEqual(none);
    // A picture that can't be used shows that the camera is there, not that it shows anything.
    const broken = Buffer.concat([jpeg.subarray(0, 400), Buffer.from([0xff, 0xd9])]);
    const refused = await push(address, { type: 'image/jpeg', body: broken });
    expect([refused.status, await outcomes(id)]).toEqual([422, []]);
    expect(await contact()).toEqual({ ...none, kind: 'heartbeat' });
    const event = { dateTime: `${new Date().toISOString().slice(0, 19)}+00:00`, uuid: 'told-of-twice' };
    await push(address, hikvision.motion(fresh(), event));
    expect(await contact()).toEqual({ kind: 'photo', drift: false, silent: false });
    await push(address, hikvision.motion(fresh(), event));
    expect(await outcomes(id)).toEqual(['known_event']);
    expect(await contact()).toEqual({ kind: 'heartbeat', drift: false, silent: false });
    // A photograph that was kept back tells nothing about the clock.
    await push(address, hikvision.motion(fresh(), { dateTime: '2026-01-05T07:00:00+00:00', isResent: true }));
    expect(await contact()).toEqual({ kind: 'photo', drift: false, silent: false });
  });

  it('reads a time without offset on the community’s clock', async () => {
    const { id, address } = await addCamera();
    await push(address, gb28181(fresh()));
    expect(await takenOf(id)).toMatchObject([{ capturedAt: expect.any(String) }]);
    const [body] = (await pushOf(id)).bodies;
    expect(body?.summary?.events[0]).toMatchObject({ said: '2026-11-30T18:05:00', channel: '34020000001320000001' });
  });

  it('keeps the body byte for byte, for administrators only, and tells how it was understood', async () => {
    const { id, address } = await addCamera();
    const payload = hikvision.motion(fresh());
    await push(address, payload, { 'user-agent': 'device' });
    const [body] = (await pushOf(id)).bodies;
    expect(body).toMatchObject({
      bytes: payload.body.length,
      hasFile: true,
      state: 'done',
      remoteAddress: '127.0.0.1',
    });
    expect(body?.summary).toMatchObject({
      vendor: 'hikvision',
      parts: [
        { name: 'MoveDetection.xml', kind: 'document', text: expect.stringContaining('VMD') },
        { name: 'VMDImage', kind: 'picture' },
      ],
    });
    const path = `/api/v1/push-bodies/${body?.id}/raw`;
    const answer = await fetch(service.url + path, { headers: community.administrator.credentials });
    expect(hashOf(Buffer.from(await answer.arrayBuffer()))).toBe(hashOf(payload.body));
    const reviewer = await community.addPerson(`reviewer${++next}`, 'reviewer');
    for (const one of [path, `/api/v1/cameras/${id}/push`, '/api/v1/push-sources']) {
      expect((await reviewer.get(one)).status).toBe(403);
    }
  });

  it('keeps no unmasked picture of a camera with masks', async () => {
    const { id, address } = await addCamera();
    const masks = [
      [
        [0, 0],
        [0.4, 0],
        [0.4, 0.4],
        [0, 0.4],
      ],
    ];
    await community.administrator.send('PUT', `/api/v1/cameras/${id}/masks`, { masks });
    await push(address, hikvision.motion(fresh()));
    const [body] = (await pushOf(id)).bodies;
    expect(body).toMatchObject({ hasFile: false, summary: { events: [{ pictures: [{ outcome: 'taken' }] }] } });
    expect(readdirSync(join(service.dataDir, 'pushed/originals'))).not.toContain(String(body?.id));
    expect((await community.administrator.get(`/api/v1/push-bodies/${body?.id}/raw`)).status).toBe(404);
    expect((await takenOf(id))[0]?.masking).toBe('waiting');
  });

  it('answers heartbeats, keeps none of them, and notes when they came', async () => {
    const { id, address } = await addCamera();
    expect(await push(address, dahua.keepAlive)).toMatchObject({ status: 200, text: 'OK' });
    expect(await push(address, dahua.itsKeepAlive)).toMatchObject({ status: 200, text: '{"Result":true}' });
    const seen = await pushOf(id);
    expect(seen.bodies).toEqual([]);
    expect(seen.address?.lastHeartbeatAt).not.toBeNull();
  });

  it('is refused when wrong, revoked, issued anew, or of a camera out of service', async () => {
    const { id, address } = await addCamera();
    const status = async (path: string): Promise<number> => (await push({ path }, hikvision.bare())).status;
    expect(await status('/push/0123456789abcdef')).toBe(404);
    const anew = await issue({ kind: 'camera', cameraId: id });
    expect([await status(address.path), await status(anew.path)]).toEqual([404, 200]);
    await community.administrator.send('DELETE', `/api/v1/push-addresses/${anew.id}`);
    expect(await status(anew.path)).toBe(404);
    const last = await issue({ kind: 'camera', cameraId: id });
    await community.administrator.send('DELETE', `/api/v1/cameras/${id}`);
    expect(await status(last.path)).toBe(404);
  });
});

describe('who may push', () => {
  it('is limited by a list of addresses', async () => {
    const { address } = await addCamera();
    const allow = (allowed: string[]) =>
      community.administrator.send('PATCH', `/api/v1/push-addresses/${address.id}`, { allowed });
    expect((await allow(['10.0.0.0/8'])).status).toBe(204);
    expect((await push(address, hikvision.bare())).status).toBe(403);
    await allow(['127.0.0.0/8', '10.0.0.0/8']);
    expect((await push(address, hikvision.bare())).status).toBe(200);
    expect((await allow(['nonsense'])).status).toBe(400);
  });

  it.each(['basic', 'digest'] as const)('can be asked for name and password: %s, by curl', async (kind) => {
    const { id, address } = await addCamera();
    const auth = { kind, username: 'camera', password: 'a long password' };
    await community.administrator.send('PATCH', `/api/v1/push-addresses/${address.id}`, { auth });
    const folder = mkdtempSync(join(tmpdir(), 'greensleeve-push-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'a.jpg');
    writeFileSync(file, fresh());
    const curl = async (login: string): Promise<string> => {
      const args = ['-s', '-o', '/dev/null', '-w', '%{http_code}', `--${kind}`, '-u', login, '-F', `photo=@${file}`];
      return (await run('curl', [...args, service.url + address.path])).stdout;
    };
    expect(await curl('camera:wrong password')).toBe('401');
    expect(await curl('camera:a long password')).toBe('200');
    await service.container.settlePushed();
    expect(await takenOf(id)).toHaveLength(1);
    expect((await push(address, hikvision.bare())).headers.get('www-authenticate')).toMatch(new RegExp(kind, 'i'));
    expect(JSON.stringify(await pushOf(id))).not.toContain('a long password');
  });
});

describe('a recorder', () => {
  it('has a camera for each channel; others wait, and nothing of them is taken in before', async () => {
    const first = await addCamera();
    const second = await addCamera();
    const recorder = await issue({ kind: 'recorder', name: '门卫室录像机' });
    await community.administrator.send('POST', `/api/v1/push-addresses/${recorder.id}/channels`, {
      channel: 'D1',
      cameraId: first.id,
    });
    const picture = fresh();
    const send = (channel: number, bytes: Buffer) =>
      push(recorder, hikvision.motion(bytes, { channel: `<dynChannelID>${channel}</dynChannelID>` }));
    await send(33, fresh());
    expect(await outcomes(first.id)).toEqual(['taken']);
    await send(34, picture);
    const waiting = await community.administrator.get<WaitingList>('/api/v1/push-sources');
    const found = waiting.body.items.find(({ address }) => address.id === recorder.id);
    expect(found).toMatchObject({
      channel: 'D2',
      vendor: 'hikvision',
      mac: 'c0:56:e3:11:22:33',
      camera: null,
      pictures: 1,
    });
    expect((await pushOf(second.id)).through).toEqual([]);
    const adopted = await community.administrator.send('PUT', `/api/v1/push-sources/${found?.id}/camera`, {
      cameraId: second.id,
    });
    expect(adopted.status).toBe(204);
    await send(34, picture);
    expect(await outcomes(second.id)).toEqual(['taken']);
    const { items } = (await community.administrator.get<AddressListView>('/api/v1/push-addresses')).body;
    const channels = items.find(({ id }) => id === recorder.id)?.sources;
    expect(channels?.map(({ channel, camera }) => [channel, camera?.id])).toEqual([
      ['D1', first.id],
      ['D2', second.id],
    ]);
  });
});

describe('the waiting room', () => {
  it('shows unknown devices apart by hardware address and channel; one is adopted, one ignored', async () => {
    const { id } = await addCamera();
    const room = await issue({ kind: 'waiting_room' });
    await push(room, hikvision.motion(fresh(), { mac: 'aa-bb-cc-00-00-01' }));
    await push(room, hikvision.motion(fresh(), { mac: 'AA:BB:CC:00:00:02' }));
    await push(room, dahua.its(fresh(), fresh()));
    const list = async () =>
      (await community.administrator.get<WaitingList>('/api/v1/push-sources')).body.items.filter(
        ({ address }) => address.id === room.id,
      );
    const waiting = await list();
    expect(waiting.map(({ mac, deviceId }) => mac ?? deviceId).toSorted()).toEqual([
      '7J04E7BPAG00001',
      'aa:bb:cc:00:00:01',
      'aa:bb:cc:00:00:02',
    ]);
    const [one, two] = waiting.filter(({ mac }) => mac !== null);
    await community.administrator.send('PUT', `/api/v1/push-sources/${one?.id}/camera`, { cameraId: id });
    await community.administrator.send('DELETE', `/api/v1/push-sources/${two?.id}`);
    expect((await list()).map(({ deviceId }) => deviceId)).toEqual(['7J04E7BPAG00001']);
    await push(room, hikvision.motion(fresh(), { mac: one?.mac ?? '' }));
    await push(room, hikvision.motion(fresh(), { mac: two?.mac ?? '' }));
    expect(await takenOf(id)).toHaveLength(1);
  });

  it('is for administrators who see all estates', async () => {
    const estateId = await community.addEstate(`小区${++next}`);
    const local = await community.addPerson(`local${next}`, 'administrator', [estateId]);
    expect((await local.send('POST', '/api/v1/push-addresses', { kind: 'waiting_room' })).status).toBe(403);
    expect((await local.get<WaitingList>('/api/v1/push-sources')).body.items).toEqual([]);
    const { id } = await addCamera();
    expect((await local.get(`/api/v1/cameras/${id}/push`)).status).toBe(404);
  });
});

describe('a line that is not as it should be', () => {
  it('gives a Content-Length that is too long, and waits or hangs up', async () => {
    for (const half of [false, true]) {
      const { id, address } = await addCamera();
      const payload = hikvision.motion(fresh());
      const answer = await raw(
        Buffer.concat([head(address.path, payload, payload.body.length + 500), payload.body]),
        half,
      );
      if (!half) expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
      await waitFor(async () => (await takenOf(id)).length === 1, { what: 'the picture to be taken in' });
    }
  });

  it('gives one that is too short, so that the picture breaks off: refused, and right the next time', async () => {
    const { id, address } = await addCamera();
    const payload = hikvision.motion(fresh());
    const answer = await raw(Buffer.concat([head(address.path, payload, payload.body.length - 2_000), payload.body]));
    expect(answer).toMatch(/^HTTP\/1.1 422 /);
    expect(answer).toContain('photo_truncated');
    expect((await pushOf(id)).bodies[0]).toMatchObject({ state: 'refused', summary: { fault: 'cut_off' } });
    expect((await push(address, payload)).status).toBe(200);
    expect(await takenOf(id)).toHaveLength(1);
    // Only the closing boundary is not counted in: nothing is lost, and the device hears so.
    const next = hikvision.motion(fresh());
    expect(await raw(Buffer.concat([head(address.path, next, next.body.length - 10), next.body]))).toMatch(
      /^HTTP\/1.1 200 /,
    );
  });

  it('sends too much', async () => {
    const { address } = await addCamera();
    expect(await raw(head(address.path, { type: 'image/jpeg' }, 1_000_000_000))).toMatch(/^HTTP\/1.1 413 /);
  });

  it('sends any bytes: each is answered, by 200 or by a problem that says what is wrong', async () => {
    const { address } = await addCamera();
    const payload = hikvision.motion(fresh());
    const mutants = Array.from({ length: 40 }, (_, index) => {
      const seed = createHash('sha256').update(`${index}`).digest();
      const at = seed.readUInt32BE(0) % payload.body.length;
      return Buffer.concat([payload.body.subarray(0, at), seed, payload.body.subarray(at + (seed[4] ?? 0) * 40)]);
    });
    const odd = ['', 'x', '{', '<', '--', '\u0000', '{"params":{"events":[1,null,"x"]}}', '[[[[]]]]', '<a></a>'];
    for (const body of [...mutants, ...odd.map((text) => Buffer.from(text))]) {
      const { status, text } = await push(address, { ...payload, body });
      expect([200, 400, 415, 422]).toContain(status);
      if (status !== 200) expect(JSON.parse(text)).toMatchObject({ code: expect.stringMatching(/^(push|photo)_/) });
    }
  });
});

describe('pictures of which only the address came', () => {
  let files: Server;
  let base: string;
  let asked: string[] = [];
  let broken = 0;
  const served = new Map<string, Buffer>();
  beforeAll(async () => {
    files = createServer((request, response) => {
      asked.push(request.url ?? '');
      const bytes = served.get(request.url ?? '');
      if (request.url === '/away') response.writeHead(302, { location: `${service.url}/ready` }).end();
      else if (broken-- > 0) response.writeHead(503).end();
      else if (bytes) response.end(bytes);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  });
  afterAll(() => void files?.close());
  beforeEach(() => {
    asked = [];
    broken = 0;
  });
  const listHosts = (id: number, pictureHosts: string[]) =>
    community.administrator.send('PATCH', `/api/v1/push-addresses/${id}`, { pictureHosts });
  const state = async (cameraId: number) => {
    const [one] = (await pushOf(cameraId)).fetches;
    return one ? `${one.state} ${one.reason}` : null;
  };
  const becomes = (cameraId: number, wanted: string) =>
    waitFor(async () => (await state(cameraId)) === wanted, { what: `${wanted}` });

  it('are fetched from listed hosts, and are then the same photograph', async () => {
    const { id, address } = await addCamera();
    await listHosts(address.id, ['127.0.0.1']);
    const [first, second] = [fresh(), fresh()];
    served.set('/1.jpg', first).set('/2.jpg', second);
    await push(address, hikvision.aiop(`${base}/1.jpg`));
    await becomes(id, 'done null');
    await push(address, isecure(`${base}/2.jpg`, `event-${++next}-0000000`));
    await becomes(id, 'done null');
    const [latest] =
      (await community.administrator
        .get<{ photo: { captureId: number } }>(`/api/v1/cameras/${id}/photo`)
        .then(({ body }) => [body.photo])) ?? [];
    expect((await receipt(latest?.captureId ?? 0)).sha256).toMatch(new RegExp(`${hashOf(first)}|${hashOf(second)}`));
  });

  it('are not fetched from elsewhere; once the list is right they are', async () => {
    const { id, address } = await addCamera();
    served.set('/3.jpg', fresh());
    await push(address, hikvision.aiop(`${base}/3.jpg`));
    await becomes(id, 'refused host_not_listed');
    // A name is followed only to an address that is listed as well.
    const named = base.replace('127.0.0.1', 'localhost');
    await listHosts(address.id, ['localhost']);
    await push(address, hikvision.aiop(`${named}/3.jpg`));
    await becomes(id, 'refused address_not_listed');
    expect(asked).toEqual([]);
    await listHosts(address.id, ['localhost', '127.0.0.1', '::1']);
    await becomes(id, 'done null');
  });

  it('are not followed to where they are redirected', async () => {
    const { id, address } = await addCamera();
    await listHosts(address.id, ['127.0.0.1']);
    await push(address, hikvision.aiop(`${base}/away`));
    await becomes(id, 'failed status_302');
  });

  it('wait for another try when the host is busy', async () => {
    const { id, address } = await addCamera();
    await listHosts(address.id, ['127.0.0.1']);
    served.set('/4.jpg', fresh());
    broken = 1;
    await push(address, hikvision.aiop(`${base}/4.jpg`));
    await becomes(id, 'waiting status_503');
  });
});
