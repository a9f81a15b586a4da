import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scenes } from './camera-simulator.scenes.ts';
import { type CameraSimulatorOptions, createCameraSimulator } from './camera-simulator.ts';

interface Received {
  key: string;
  form: 'multipart' | 'plain';
  capturedAt: string | null;
  note: string | null;
  photo: Buffer;
}
type Answer = { status: number; retryAfter?: string };

async function readPost(incoming: IncomingMessage): Promise<Received> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const type = incoming.headers['content-type'] ?? '';
  const body = await buffer(incoming);
  const key = incoming.headers.authorization?.replace('Bearer ', '') ?? '';
  if (!type.startsWith('multipart/')) {
    return { key, form: 'plain', capturedAt: url.searchParams.get('captured_at'), note: null, photo: body };
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const photo = form.get('photo');
  if (!(photo instanceof Blob)) throw new Error('The form has no file in the field photo.');
  const fields = { capturedAt: form.get('captured_at') as string, note: form.get('note') as string };
  return { key, form: 'multipart', ...fields, photo: Buffer.from(await photo.arrayBuffer()) };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(
  answer: (post: Received, before: Received[]) => Answer,
  port = 0,
): Promise<{ url: string; posts: Received[] }> {
  const posts: Received[] = [];
  const server: Server = createServer((incoming, response) => {
    void readPost(incoming).then((post) => {
      const { status, retryAfter } = answer(post, posts);
      posts.push(post);
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ code: `code_${status}` }));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts };
}

async function twoScenes(): Promise<Scenes> {
  const draw = (background: string): Promise<Buffer> =>
    sharp({ create: { width: 160, height: 90, channels: 3, background } })
      .jpeg()
      .toBuffer();
  const pictures = new Map([
    ['a.jpg', await draw('#902020')],
    ['b.jpg', await draw('#206090')],
  ]);
  const bins: Scenes['scenes'][number]['bins'] = [{ position: 1, content: 'kitchen', items: [], misplaced: false }];
  const scenes = [...pictures.keys()].map((file) => ({ file, layout: 'one-bin', light: 'day' as const, bins }));
  const layouts = { 'one-bin': { width: 160, height: 90, bins: [] } };
  return { schema: 1, layouts, scenes, read: async ({ file }) => pictures.get(file)! };
}

async function simulate(webUrl: string, rest: Partial<CameraSimulatorOptions> = {}) {
  const lines: string[] = [];
  let state = 7;
  const random = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const simulator = createCameraSimulator({
    webUrl,
    cameras: [{ id: 1, key: 'gs_cam_one', layout: 'one-bin' }],
    scenes: await twoScenes(),
    intervalMs: 2,
    spacingMs: 1,
    backOff: { firstMs: 2, mostMs: 20 },
    random,
    signal: AbortSignal.timeout(30_000),
    log: (line) => lines.push(line),
    ...rest,
  });
  return { lines, totals: await simulator.run() };
}

describe('simulated cameras', () => {
  it('post different bytes each time, in both forms by turns, with the time, the note and their own key', async () => {
    const { url, posts } = await listen(() => ({ status: 202 }));
    const cameras = ['gs_cam_one', 'gs_cam_two'].map((key, index) => ({ id: index + 1, key, layout: 'one-bin' }));
    const { totals } = await simulate(url, { cameras, count: 12 });
    expect(totals).toMatchObject({ accepted: 12, refused: 0, stopped: 0 });
    expect(new Set(posts.map(({ photo }) => photo.toString('base64'))).size).toBe(posts.length);
    for (const key of ['gs_cam_one', 'gs_cam_two']) {
      const forms = posts.filter((post) => post.key === key).map(({ form }) => form);
      expect(forms.length).toBeGreaterThan(2);
      expect(forms.every((form, index) => index === 0 || form !== forms[index - 1])).toBe(true);
    }
    for (const { capturedAt, note, form, photo } of posts) {
      expect(capturedAt).toMatch(/\+08:00$/);
      expect(Math.abs(Date.parse(capturedAt ?? '') - Date.now())).toBeLessThan(60_000);
      expect(note !== null).toBe(form === 'multipart');
      expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 160, height: 90 });
    }
  });

  it('keep a scene for two to five photographs before the next one lies there', async () => {
    const { url, posts } = await listen(() => ({ status: 202 }));
    await simulate(url, { count: 30 });
    const reddish = await Promise.all(
      posts.map(async ({ photo }) => {
        const { channels } = await sharp(photo).stats();
        return channels[0]!.mean > channels[2]!.mean;
      }),
    );
    const runs = [1];
    for (let at = 1; at < reddish.length; at += 1) {
      if (reddish[at] === reddish[at - 1]) runs[runs.length - 1]! += 1;
      else runs.push(1);
    }
    expect(runs.length).toBeGreaterThan(4);
    for (const length of runs.slice(0, -1)) expect([2, 3, 4, 5]).toContain(length);
  });

  it('stop when their key is refused, while the others go on', async () => {
    const { url, posts } = await listen(({ key }) => ({ status: key === 'gs_cam_revoked' ? 401 : 202 }));
    const cameras = ['gs_cam_revoked', 'gs_cam_good'].map((key, index) => ({ id: index + 1, key, layout: 'one-bin' }));
    const { totals, lines } = await simulate(url, { cameras, count: 5 });
    expect(totals).toMatchObject({ accepted: 5, stopped: 1 });
    expect(posts.filter(({ key }) => key === 'gs_cam_revoked')).toHaveLength(1);
    expect(lines.join('\n')).toContain('camera 1: its key is not accepted');
  });

  it('end when every key is refused', async () => {
    const { url } = await listen(() => ({ status: 401 }));
    expect((await simulate(url)).totals).toEqual({ accepted: 0, refused: 0, stopped: 1 });
  });

  it('go on to the next photograph when one is refused, and say why', async () => {
    const { url } = await listen((_post, before) => ({ status: [413, 422][before.length] ?? 202 }));
    const { totals, lines } = await simulate(url, { count: 3 });
    expect(totals).toMatchObject({ accepted: 3, refused: 2 });
    expect(lines).toContain('camera 1: photograph refused (422 code_422)');
  });

  it('wait as long as a busy service asks', async () => {
    const times: number[] = [];
    const { url } = await listen((_post, before) => {
      times.push(performance.now());
      return before.length === 0 ? { status: 503, retryAfter: '0.2' } : { status: 202 };
    });
    expect((await simulate(url, { count: 2 })).totals.accepted).toBe(2);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(195);
  });

  it('keep trying while the service is away', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    const lines: string[] = [];
    let back: Promise<unknown> | null = null;
    const log = (line: string): void => {
      lines.push(line);
      back ??= listen(() => ({ status: 202 }), port);
    };
    expect((await simulate(`http://127.0.0.1:${port}`, { count: 2, log })).totals.accepted).toBe(2);
    await back;
    expect(lines[0]).toContain('does not answer');
  });

  it('stop at once when told to, also in the middle of a long interval', async () => {
    const stop = new AbortController();
    const { url } = await listen(() => {
      setImmediate(() => stop.abort());
      return { status: 202 };
    });
    const started = performance.now();
    await simulate(url, { signal: stop.signal, intervalMs: 3_600_000 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('are refused when their layout has no scenes', async () => {
    const cameras = [{ id: 4, key: 'gs_cam_x', layout: 'nine-bins' }];
    await expect(simulate('http://127.0.0.1:9', { cameras })).rejects.toThrow('Camera 4: there are no scenes');
  });
});
