/** How long the serving code takes on one thread of this machine's processor. */
import { performance } from 'node:perf_hooks';
import { type Classifier, startClassifier } from '../inference/classifier.ts';
import { type Crop, preparePhoto } from '../inference/preprocess.ts';
import { scaleToJpeg } from '../platform/files/raw-picture.ts';

/** Medians over `runs` runs. */
interface Duration {
  /** Time of the processor, all threads together: what a core with nothing else to do would take. */
  processorMs: number;
  /** Time by the clock, which other work on the machine lengthens. */
  clockMs: number;
  runs: number;
}

interface Run {
  processorMs: number;
  clockMs: number;
}

export interface Speed {
  /** One view alone. */
  view: Duration;
  /** Six views in one batch. */
  sixViews: Duration;
  /** A 1080p JPEG from its bytes to the probabilities of four views. */
  photo: Duration;
}

export interface SpeedRuns {
  view: number;
  batch: number;
}

const half = [0, 0.5];
const quarters: Crop[] = half.flatMap((y) => half.map((x) => ({ x, y, width: 0.5, height: 0.5 })));

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)]! * 100) / 100;
};

async function time<Input>(
  runs: number,
  prepare: () => Input,
  run: (input: Input) => Promise<unknown>,
): Promise<Duration> {
  const taken: Run[] = [];
  const warmUps = Math.ceil(runs / 10);
  for (let turn = 0; turn < warmUps + runs; turn += 1) {
    const input = prepare();
    const [startedMs, before] = [performance.now(), process.cpuUsage()];
    await run(input);
    const clockMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    if (turn >= warmUps) taken.push({ clockMs, processorMs: (user + system) / 1000 });
  }
  return {
    processorMs: median(taken.map(({ processorMs }) => processorMs)),
    clockMs: median(taken.map(({ clockMs }) => clockMs)),
    runs,
  };
}

async function timeAll(classifier: Classifier, jpeg: Buffer, runs: SpeedRuns): Promise<Speed> {
  const { input } = classifier.manifest;
  const limits = { maxPixels: 50_000_000 };
  const { views } = await preparePhoto(jpeg, [...quarters, ...quarters.slice(0, 2)], input, limits);
  // Handing a tensor over empties it.
  const tensors = (count: number) => () => views.slice(0, count).map(({ tensor }) => tensor.slice());
  const classify = (given: Float32Array<ArrayBuffer>[]) => classifier.classifyTogether(given);
  return {
    view: await time(runs.view, tensors(1), classify),
    sixViews: await time(runs.batch, tensors(6), classify),
    photo: await time(
      runs.batch,
      () => jpeg,
      async (bytes) => {
        const prepared = await preparePhoto(bytes, quarters, input, limits);
        return classify(prepared.views.map(({ tensor }) => tensor));
      },
    ),
  };
}

/** Times a model on a thread of its own; `picture` is scaled to 1920 × 1080. Throws as startClassifier does. */
export async function measureSpeed(modelDir: string, picture: string, runs: SpeedRuns): Promise<Speed> {
  const classifier = await startClassifier({ modelDir, threads: 1 });
  try {
    return await timeAll(classifier, await scaleToJpeg(picture, 1920, 1080, 85), runs);
  } finally {
    await classifier.close();
  }
}
