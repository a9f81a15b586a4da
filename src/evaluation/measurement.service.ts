/** Runs pictures with known truth through the code that serves. */
import type { Outcome } from '../inference/categories.ts';
import type { Classifier } from '../inference/classifier.ts';
import { shift, soften } from '../inference/distributions.ts';
import { type Crop, type PreparedPhoto, preparePhoto } from '../inference/preprocess.ts';
import { outcomesOf, type Scheme } from '../inference/scheme.ts';
import { UnreadablePhotoError } from '../inference/unreadable-photo.error.ts';
import { unusableReason } from '../inference/usability.ts';
import type { Sample } from './judgement.rules.ts';
import { EvaluationError, type LabelledPhoto } from './labels-csv.ts';
import type { SceneCrop } from './scene-crops.ts';

export type MeasuredPhoto = Sample & Pick<LabelledPhoto, 'file' | 'source' | 'item'>;
export type MeasuredCrop = Sample & Pick<SceneCrop, 'scene' | 'split' | 'label'>;

export interface MeasureOptions {
  classifier: Pick<Classifier, 'manifest' | 'classifyTogether'>;
  maxPixels: number;
  /** Photographs decoded at once. */
  concurrency?: number;
  onProgress?: (done: number, of: number) => void;
}

export interface Measurement {
  photos: MeasuredPhoto[];
  crops: MeasuredCrop[];
  /** What each of the model's labels stands for. */
  itemOutcomes: Outcome[];
}

type View = Pick<Sample, 'items' | 'unusable'>;

/** One picture file, the parts of it to look at (null: all of it). */
interface Task {
  path: string;
  crops: Crop[] | null;
}

async function prepare({ path, crops }: Task, { classifier, maxPixels }: MeasureOptions): Promise<PreparedPhoto> {
  try {
    return await preparePhoto(path, crops, classifier.manifest.input, { maxPixels });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing) throw new EvaluationError(`${path} is named among the photographs but isn't there.`);
    if (error instanceof UnreadablePhotoError) throw new EvaluationError(`${path}: ${error.message}`);
    throw error;
  }
}

async function look(task: Task, options: MeasureOptions): Promise<View[]> {
  const { frame, views } = await prepare(task, options);
  const found = await options.classifier.classifyTogether(views.map(({ tensor }) => tensor));
  const { temperature, offsets } = options.classifier.manifest;
  // What was added is taken off again; what a temperature divided, the power of it gives back.
  const plain = (items: ArrayLike<number>) => (offsets ? shift(items, (index) => -offsets[index]!) : items);
  return views.map(({ quality }, index) => ({
    unusable: unusableReason(quality, frame.quality),
    items: soften(plain(found[index]!), 1 / temperature),
  }));
}

async function lookAtAll(tasks: readonly Task[], options: MeasureOptions): Promise<View[][]> {
  const found: View[][] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) {
      found[index] = await look(tasks[index]!, options);
      done += 1;
      options.onProgress?.(done, tasks.length);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, work));
  return found;
}

/** Classifies photographs and parts of scenes, several at once; the answers are in their order. Throws EvaluationError. */
export async function measurePictures(
  photos: readonly LabelledPhoto[],
  crops: readonly SceneCrop[],
  scheme: Scheme,
  options: MeasureOptions,
): Promise<Measurement> {
  const itemOutcomes = outcomesOf(options.classifier.manifest.labels, scheme);
  const scenes = [...Map.groupBy(crops, ({ path }) => path)];
  const photoTasks = photos.map(({ path }) => ({ path, crops: null }));
  const sceneTasks = scenes.map(([path, parts]) => ({ path, crops: parts.map(({ crop }) => crop) }));
  const views = await lookAtAll([...photoTasks, ...sceneTasks], options);
  return {
    itemOutcomes,
    photos: photos.map(({ file, source, item, group, category: truth }, index) => {
      return { origin: 'photo', file, source, item, group, truth, ...views[index]![0]! };
    }),
    crops: scenes.flatMap(([, parts], index) =>
      parts.map(({ scene, split, label, truth }, part) => {
        const view = views[photos.length + index]![part]!;
        return { origin: 'scene', group: scene, scene, split, label, truth, ...view };
      }),
    ),
  };
}
