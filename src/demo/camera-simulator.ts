/** Simulated cameras for the demonstration: each posts a photograph of its station now and then, as a real one would. */
import { setTimeout as wait } from 'node:timers/promises';
import { createCameraPhotos } from './camera-simulator.photo.ts';
import { type PhotoToPost, type PostOutcome, postPhoto } from './camera-simulator.post.ts';
import type { Scene, Scenes } from './camera-simulator.scenes.ts';

interface SimulatedCamera {
  id: number;
  key: string;
  /** A layout of the scenes' index. */
  layout: string;
}

export interface CameraSimulatorOptions {
  webUrl: string;
  cameras: SimulatedCamera[];
  scenes: Scenes;
  /** A camera's time between two photographs; each is up to a fifth earlier or later. */
  intervalMs: number;
  /** Seeded numbers in 0..1. */
  random: () => number;
  signal: AbortSignal;
  log: (line: string) => void;
  /** The least time between two photographs of any cameras (default 500: two a second). */
  spacingMs?: number;
  /** Ends after so many accepted photographs (default: goes on). */
  count?: number;
  /** Waits where the service is busy or away: the first, doubled up to the most. */
  backOff?: { firstMs: number; mostMs: number };
}

export interface SimulationTotals {
  accepted: number;
  refused: number;
  /** Cameras whose key was not known. */
  stopped: number;
}

/** Local time of a camera in Chinese standard time, ISO 8601 with its offset. */
function deviceTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
}

/** Hands out turns, `spacingMs` apart, in the order in which they were asked for. */
function createTurnstile(spacingMs: number, signal: AbortSignal): () => Promise<void> {
  let last = Promise.resolve();
  let first = true;
  return () => {
    const before = last;
    const delayMs = first ? 0 : spacingMs;
    first = false;
    last = before.then(() => wait(delayMs, undefined, { signal }));
    // Those who wait learn of an abort; the chain itself must not count as unhandled.
    last.catch(() => undefined);
    return last;
  };
}

/**
 * A station's sequence of contents: one scene lies there for 2 to 5 photographs, then comes the next. It begins `share`
 * (0..1) of the way through the scenes.
 */
function createSequence(scenes: Scene[], share: number, random: () => number): () => Scene {
  let at = Math.floor(share * scenes.length);
  let left = 2 + Math.floor(random() * 4);
  return () => {
    if (left === 0) {
      at = (at + 1) % scenes.length;
      left = 2 + Math.floor(random() * 4);
    }
    left -= 1;
    return scenes[at]!;
  };
}

/**
 * `run` posts until the signal is aborted, every camera has been refused or `count` is reached, and answers the totals.
 * Throws at once when a camera's layout has no scenes.
 */
export function createCameraSimulator(options: CameraSimulatorOptions): { run(): Promise<SimulationTotals> } {
  const { cameras, scenes, random, log, intervalMs, count = Number.POSITIVE_INFINITY } = options;
  const backOff = options.backOff ?? { firstMs: 1_000, mostMs: 30_000 };
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, enough.signal]);
  const takeTurn = createTurnstile(options.spacingMs ?? 500, signal);
  const photos = createCameraPhotos();
  const totals: SimulationTotals = { accepted: 0, refused: 0, stopped: 0 };
  // Cameras with the same scenes begin evenly apart: what there is to see is seen early, and not three times at once.
  const beginning = random();
  const sequences = cameras.map((camera) => {
    const alike = cameras.filter(({ layout }) => layout === camera.layout);
    const share = (beginning + alike.indexOf(camera) / alike.length) % 1;
    const own = scenes.scenes.filter(({ layout }) => layout === camera.layout);
    if (own.length === 0)
      throw new Error(`Camera ${camera.id}: there are no scenes with the layout “${camera.layout}”.`);
    return { camera, next: createSequence(own, share, random) };
  });

  const shoot = async (camera: SimulatedCamera, scene: Scene, form: PhotoToPost['form']): Promise<PhotoToPost> => {
    const capturedAt = deviceTime(Date.now());
    const text = `CAM ${camera.id}  ${capturedAt.slice(0, 23).replace('T', ' ')}`;
    const jpeg = await photos.shoot(await scenes.read(scene), { text, random });
    return { webUrl: options.webUrl, key: camera.key, jpeg, capturedAt, note: `simulated, ${camera.layout}`, form };
  };

  const accept = (): void => {
    totals.accepted += 1;
    if (totals.accepted % 100 === 0) log(`${totals.accepted} photographs accepted`);
    if (totals.accepted >= count) enough.abort();
  };

  /** The wait before the camera's next photograph, or null when it has to stop. */
  const settle = (camera: SimulatedCamera, outcome: PostOutcome, failures: number): number | null => {
    const backOffMs = Math.min(backOff.mostMs, backOff.firstMs * 2 ** Math.min(failures, 20)) * (0.75 + 0.5 * random());
    switch (outcome.kind) {
      case 'accepted':
        accept();
        return intervalMs * (0.8 + 0.4 * random());
      case 'refused':
        totals.refused += 1;
        log(`camera ${camera.id}: photograph refused (${outcome.status} ${outcome.code})`);
        return intervalMs * (0.8 + 0.4 * random());
      case 'unknown_camera':
        totals.stopped += 1;
        log(`camera ${camera.id}: its key is not accepted, it stops`);
        return null;
      case 'busy':
        if (failures === 0) log(`camera ${camera.id}: the service is busy (${outcome.status}), it waits`);
        return Math.max(backOffMs, outcome.retryAfterMs ?? 0);
      case 'unreachable':
        if (failures === 0)
          log(`camera ${camera.id}: the service does not answer (${outcome.reason}), it keeps trying`);
        return backOffMs;
    }
  };

  const runCamera = async ({ camera, next }: (typeof sequences)[number], index: number): Promise<void> => {
    let failures = 0;
    let posted = index;
    let scene = next();
    for (;;) {
      await takeTurn();
      const photo = await shoot(camera, scene, posted % 2 === 0 ? 'multipart' : 'plain');
      const outcome = await postPhoto(photo, signal);
      const delayMs = settle(camera, outcome, failures);
      if (delayMs === null) return;
      if (outcome.kind === 'busy' || outcome.kind === 'unreachable') failures += 1;
      else {
        failures = 0;
        posted += 1;
        scene = next();
      }
      await wait(delayMs, undefined, { signal });
    }
  };

  return {
    async run() {
      const runs = sequences.map((each, index) =>
        runCamera(each, index).catch((error: unknown) => {
          if (!signal.aborted) {
            enough.abort();
            throw error;
          }
        }),
      );
      await Promise.all(runs);
      return totals;
    },
  };
}
