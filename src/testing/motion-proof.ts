/** Debian's `motion` as a camera: it watches a stream of our own scenes and posts what it saves, by curl, to the intake and a push address. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { IssuedAddress } from '../receivers/push.schemas.ts';
import { setUpCommunity } from './community.ts';
import { startTestService, type TestService } from './service.ts';
import { waitFor } from './wait.ts';

const scenes = join(import.meta.dirname, '../../fixtures/scenes/three-bins');
const size = { width: 640, height: 480 };
const framesPerSecond = 5;
/** Scenes change this often: what motion takes for something that moves. */
const framesOfScene = 10;
const boundary = 'frame';

export interface MotionProof {
  /** Pictures that motion saved. */
  saved: number;
  /** Different ones among them, by their bytes. */
  different: number;
  /** Answers that curl got, by their status. */
  answers: Record<string, number>;
  /** Captures of the camera that posts to the intake, and of the one with a push address. */
  posted: number;
  pushed: number;
  /** Saved pictures that one of the two cameras lacks, and captures that are none of the saved pictures. */
  missing: number;
  invented: number;
  /** Whether the service knows both cameras' time and size from what came. */
  isHealthKnown: boolean;
}

interface Stream {
  url: string;
  close(): Promise<void>;
}

async function serveStream(): Promise<Stream> {
  const files = readdirSync(scenes).filter((name) => name.endsWith('.jpg'));
  const pictures = await Promise.all(
    files.slice(0, 6).map((name) =>
      sharp(join(scenes, name))
        .resize({ ...size, fit: 'fill' })
        .jpeg()
        .toBuffer(),
    ),
  );
  const watchers = new Set<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': `multipart/x-mixed-replace; boundary=${boundary}` });
    watchers.add(response);
    response.on('close', () => watchers.delete(response));
  });
  let frame = 0;
  const timer = setInterval(() => {
    const picture = pictures[Math.floor(frame++ / framesOfScene) % pictures.length] as Buffer;
    const head = `--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`;
    for (const response of watchers) response.write(Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n')]));
  }, 1_000 / framesPerSecond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stream`,
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What motion runs for each picture; the times are UTC by its TZ. Also says when it is through, whatever became of it. */
const postScript = (folder: string, url: string, key: string, pushPath: string): string => `picture=$1 taken=$2
code() { curl -sS -m 20 -o /dev/null -w '%{http_code}' "$@" || true; }
posted=$(code -H 'Authorization: Bearer ${key}' -H 'Content-Type: image/jpeg' --data-binary "@$picture" \\
  "${url}/api/v1/captures?captured_at=$taken")
pushed=$(code -F "photo=@$picture" "${url}${pushPath}?captured_at=$taken")
echo "$posted $pushed" >> '${folder}/answers.txt'
`;

const settings = (folder: string, stream: string): string => `daemon off
setup_mode off
log_level 5
target_dir ${folder}/pictures
netcam_url ${stream}
width ${size.width}
height ${size.height}
framerate ${framesPerSecond}
threshold 1000
minimum_motion_frames 1
event_gap 2
picture_output on
picture_type jpeg
picture_filename %Y%m%d%H%M%S-%q
text_right %Y-%m-%d %T-%q
movie_output off
webcontrol_port 0
stream_port 0
on_picture_save /bin/sh ${folder}/post.sh %f %Y-%m-%dT%H:%M:%SZ
`;

const picturesIn = (folder: string): string[] => {
  const pictures = join(folder, 'pictures');
  return readdirSync(pictures)
    .map((name) => join(pictures, name))
    .filter((path) => lstatSync(path).isFile());
};

/** Each picture's two answers. */
const answersIn = (folder: string): string[] =>
  readFileSync(join(folder, 'answers.txt'), 'utf8').split('\n').filter(Boolean);

/** Lets motion run until it has saved so many pictures and all of them were posted. Throws when that takes too long. */
async function runMotion(folder: string, pictures: number): Promise<void> {
  const motion = spawn('env', ['TZ=UTC', 'motion', '-n', '-c', join(folder, 'motion.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  motion.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-4_000);
  });
  const ended = new Promise<void>((resolve, reject) => {
    motion.on('exit', () => resolve());
    motion.on('error', reject);
  });
  try {
    const enough = waitFor(() => picturesIn(folder).length >= pictures, { timeoutMs: 90_000, everyMs: 200 });
    await Promise.race([enough, ended.then(() => Promise.reject(new Error('motion ended by itself')))]);
  } catch (error) {
    throw new Error(`motion saved ${picturesIn(folder).length} pictures; it said:\n${said}`, { cause: error });
  } finally {
    motion.kill('SIGTERM');
    const timer = setTimeout(() => motion.kill('SIGKILL'), 10_000);
    await ended.catch(() => undefined);
    clearTimeout(timer);
  }
  const wanted = () => picturesIn(folder).length;
  await waitFor(() => answersIn(folder).length >= wanted(), { timeoutMs: 60_000, what: 'the answers to all pictures' });
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function capturesOf(service: TestService, cameraId: number): string[] {
  const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
  try {
    const rows = db.$client.prepare<[number], { sha256: string }>('SELECT sha256 FROM capture WHERE camera_id = ?');
    return rows.all(cameraId).map(({ sha256 }) => sha256);
  } finally {
    db.$client.close();
  }
}

function countOf(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Needs `motion` and `curl` on the machine. Throws when motion doesn't save and post `pictures` pictures in two and a half minutes. */
export async function proveMotion({ pictures }: { pictures: number }): Promise<MotionProof> {
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-motion-'));
  const [service, stream] = await Promise.all([startTestService(), serveStream()]);
  try {
    const community = await setUpCommunity(service);
    const estate = await community.addEstate('One');
    const { camera: posts } = await community.addStation(estate, 'Posts', ['kitchen']);
    const { camera: pushes } = await community.addStation(estate, 'Pushes', ['kitchen']);
    const asked = { kind: 'camera', cameraId: pushes.id };
    const { body: address } = await community.administrator.send<IssuedAddress>(
      'POST',
      '/api/v1/push-addresses',
      asked,
    );
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 });
    write('post.sh', postScript(folder, service.url, posts.key, address.path));
    write('motion.conf', settings(folder, stream.url));
    write('answers.txt', '');
    await runMotion(folder, pictures);
    await service.container.settlePushed();
    const saved = picturesIn(folder).map((path) => hashOf(readFileSync(path)));
    const wanted = new Set(saved);
    const [posted, pushed] = [capturesOf(service, posts.id), capturesOf(service, pushes.id)];
    const details = await Promise.all(
      [posts, pushes].map(({ id }) => community.administrator.get<CameraDetail>(`/api/v1/cameras/${id}`)),
    );
    return {
      ...{ saved: saved.length, different: wanted.size, posted: posted.length, pushed: pushed.length },
      answers: countOf(answersIn(folder).flatMap((line) => line.split(' '))),
      missing: [posted, pushed].reduce((sum, got) => sum + [...wanted].filter((one) => !got.includes(one)).length, 0),
      invented: [...posted, ...pushed].filter((one) => !wanted.has(one)).length,
      isHealthKnown: details.every(
        ({ body: { health } }) =>
          health.lastContact?.kind === 'photo' && health.clockDrift?.off === false && health.size?.width === size.width,
      ),
    };
  } finally {
    await stream.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
