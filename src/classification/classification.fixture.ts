/** For tests: a stand-in for the web process on a real socket, and photographs whose class the tiny model knows. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import type { ClassifyCapture } from '../platform/queue/queues.ts';

export const modelDir = 'fixtures/tiny-model';
export const workerKey = 'a-worker-key-for-tests-only';

type Rgb = readonly [number, number, number];
/** What each colour means to the tiny model: hazardous, kitchen, recyclable. */
export const colours = { hazardous: [220, 40, 40], kitchen: [40, 220, 40], recyclable: [40, 40, 220] } as const;

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** A PNG of 64 × 48 with one colour on the left and one on the right, finely striped so that it isn't flat. */
export function photoOf(left: Rgb, right: Rgb = left): Buffer {
  const [width, height] = [64, 48];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const shift = Math.floor(x / 4 + y / 4) % 2 === 0 ? 20 : -20;
      const colour = x < width / 2 ? left : right;
      rows.set(
        colour.map((level) => level + shift),
        y * (1 + width * 3) + 1 + x * 3,
      );
    }
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const parts = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A job for a photograph; a volunteer's unless it says otherwise. */
export function jobFor(captureId: number, bytes: Buffer, more: Partial<ClassifyCapture> = {}): ClassifyCapture {
  const sha256 = sha256Of(bytes);
  return { captureId, sha256, mime: 'image/png', cameraId: null, viewSetRevision: null, isMasked: false, ...more };
}

export interface TestWeb {
  url: string;
  photos: Map<number, Buffer>;
  /** By `cameraId/revision`. */
  viewSets: Map<string, unknown>;
  /** Paths asked for, in order. */
  requests: string[];
  /** The next answers have these statuses, whatever is asked. */
  faults: number[];
  stop(): Promise<void>;
}

export async function startTestWeb(): Promise<TestWeb> {
  const photos = new Map<number, Buffer>();
  const viewSets = new Map<string, unknown>();
  const requests: string[] = [];
  const faults: number[] = [];
  const find = (path: string): Buffer | undefined => {
    const [kind, ...rest] = path.replace('/internal/v1/', '').split('/');
    if (kind === 'captures') return photos.get(Number(rest[0]));
    const views = viewSets.get(rest.join('/'));
    return views === undefined ? undefined : Buffer.from(JSON.stringify(views));
  };
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const isKnown = request.headers.authorization === `Bearer ${workerKey}`;
    const body = find(request.url ?? '');
    const status = faults.shift() ?? (isKnown ? (body ? 200 : 404) : 401);
    response.writeHead(status).end(status === 200 ? body : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    photos,
    viewSets,
    requests,
    faults,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
