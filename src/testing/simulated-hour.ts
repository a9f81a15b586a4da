/** An hour of cameras as they really are, on a clock that is set: clocks that drift, lines that are cut, photographs sent again. */
import { join } from 'node:path';
import type { Receipt } from '../captures/captures.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import { setUpCommunity, type TestStation } from './community.ts';
import { fieldsPicture, seededRandom } from './pictures.ts';
import { startTestService } from './service.ts';

const minuteMs = 60_000;
/** Half past six in the evening: the stations are open. */
const start = Date.parse('2026-11-20T10:30:00Z');
const shares = { cutBegins: 0.04, cutEnds: 0.2, repeated: 0.1, answerLost: 0.05 };
/** Within what the service believes, either way. */
const mostDriftMs = 4 * minuteMs;

interface Taken {
  camera: number;
  /** By the camera's own clock. */
  capturedAt: number;
  bytes: Buffer;
  late: boolean;
}

interface SimulatedCamera {
  station: TestStation;
  driftMs: number;
  isCut: boolean;
  kept: Taken[];
}

export interface SimulatedHour {
  taken: number;
  requests: number;
  late: number;
  stored: number;
  /** Photographs taken that are not stored, stored that were not taken, or stored otherwise than taken. */
  missing: number;
  invented: number;
  /** Sum of what the cameras' hours say was received. */
  countedInHours: number;
}

const keyOf = ({ camera, capturedAt, late }: Pick<Taken, 'camera' | 'capturedAt' | 'late'>): string =>
  `${camera} ${capturedAt} ${late}`;

/** Runs it through the real intake; every answer but 202 is an error. */
export async function simulateHour(options: {
  cameras: number;
  minutes: number;
  seed: number;
}): Promise<SimulatedHour> {
  const random = seededRandom(options.seed);
  let now = start;
  const service = await startTestService({ clock: () => now });
  try {
    const community = await setUpCommunity(service);
    const estate = await community.addEstate('One');
    const picture = await fieldsPicture(['kitchen'], options.seed);
    const cameras: SimulatedCamera[] = [];
    for (let index = 0; index < options.cameras; index += 1) {
      const station = await community.addStation(estate, `Station ${index + 1}`, ['kitchen']);
      cameras.push({ station, driftMs: Math.round((2 * random() - 1) * mostDriftMs), isCut: false, kept: [] });
    }
    const taken: Taken[] = [];
    let requests = 0;
    const post = async ({ station }: SimulatedCamera, one: Taken): Promise<void> => {
      requests += 1;
      const query = new URLSearchParams({
        captured_at: new Date(one.capturedAt).toISOString(),
        late: one.late ? 'yes' : 'no',
      });
      const headers = { 'content-type': 'image/jpeg' };
      const answer = await station.camera.client.send<Receipt>('POST', `/api/v1/captures?${query}`, one.bytes, headers);
      if (answer.status !== 202) throw new Error(`not taken in: ${answer.status} ${JSON.stringify(answer.body)}`);
    };
    const send = async (camera: SimulatedCamera, one: Taken): Promise<void> => {
      await post(camera, one);
      // Sent again because the answer was lost, or because the camera does so.
      for (const share of [shares.answerLost, shares.repeated]) if (random() < share) await post(camera, one);
    };
    const minuteOf = async (camera: SimulatedCamera): Promise<void> => {
      const { station, driftMs } = camera;
      const capturedAt = now + driftMs;
      // Bytes behind a JPEG's end make each photograph another one.
      const bytes = Buffer.concat([picture, Buffer.from(`${station.camera.id} ${capturedAt}`)]);
      const one: Taken = { camera: station.camera.id, capturedAt, bytes, late: false };
      taken.push(one);
      camera.isCut = random() < (camera.isCut ? 1 - shares.cutEnds : shares.cutBegins);
      if (camera.isCut) {
        one.late = true;
        camera.kept.push(one);
        return;
      }
      for (const kept of camera.kept.splice(0)) await send(camera, kept);
      await send(camera, one);
    };
    for (let minute = 0; minute < options.minutes; minute += 1) {
      await Promise.all(cameras.map(minuteOf));
      now += minuteMs;
    }
    for (const camera of cameras) for (const kept of camera.kept.splice(0)) await send(camera, kept);
    const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
    const rows = db.$client
      .prepare<[], { camera: number; capturedAt: number; late: number }>(
        'SELECT camera_id AS camera, captured_at AS capturedAt, late FROM capture',
      )
      .all();
    const hours = db.$client.prepare<[], { sum: number }>('SELECT sum(received) AS sum FROM camera_hour').get();
    db.$client.close();
    const wanted = new Set(taken.map(keyOf));
    const stored = rows.map(({ late, ...rest }) => keyOf({ ...rest, late: late === 1 }));
    const storedOnce = new Set(stored);
    return {
      ...{ taken: taken.length, requests, late: taken.filter(({ late }) => late).length, stored: rows.length },
      missing: [...wanted].filter((key) => !storedOnce.has(key)).length,
      invented: stored.length - [...storedOnce].filter((key) => wanted.has(key)).length,
      countedInHours: hours?.sum ?? 0,
    };
  } finally {
    await service.stop();
  }
}
