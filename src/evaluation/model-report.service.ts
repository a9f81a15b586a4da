/** Measures a model folder, with the models trained without a source beside it, and puts the report together. */
import { type Classifier, startClassifier } from '../inference/classifier.ts';
import type { Scheme } from '../inference/scheme.ts';
import { balancedWithInterval, evaluate } from './evaluation.service.ts';
import { type Calibration, judge, offsetsByOutcome } from './judgement.rules.ts';
import { type Doubt, EvaluationError, type LabelledPhoto } from './labels-csv.ts';
import { type Measurement, measurePictures } from './measurement.service.ts';
import type { LeftOut, Report, Subset } from './report.rules.ts';
import type { SceneCrop } from './scene-crops.ts';
import { measureSpeed, type SpeedRuns } from './speed.service.ts';

export interface Pictures {
  photos: LabelledPhoto[];
  crops: SceneCrop[];
}

export interface MeasuringOptions {
  scheme: Scheme;
  onProgress?: (done: number, of: number) => void;
}

export interface ReportOptions extends MeasuringOptions {
  modelDir: string;
  pictures: Pictures;
  /** For the report's head: where the pictures are from. */
  about: { dir: string; split: string };
  /** Judges by what the manifest says instead of by cross-fitting: for pictures that chose nothing of it. */
  asServed: boolean;
  /** Decides folds, bootstrap and the draw of bins. */
  seed: number;
  /** Model folders by the source they were trained without, and all photographs there are. */
  leftOut: { source: string; modelDir: string }[];
  allPhotos: LabelledPhoto[];
  /** What is said against labels, by file. */
  debatable: ReadonlyMap<string, Doubt>;
  /** Photographs of which training holds a copy. */
  copies: ReadonlySet<string>;
  /** Null: the time isn't taken. */
  speed: { picture: string; runs: SpeedRuns } | null;
}

/** Starts the model, looks at the pictures, ends it. Throws EvaluationError, ModelError, SchemeError. */
export async function measureModel(
  modelDir: string,
  { photos, crops }: Pictures,
  { scheme, onProgress }: MeasuringOptions,
): Promise<{ manifest: Classifier['manifest']; measurement: Measurement }> {
  const classifier = await startClassifier({ modelDir });
  try {
    const options = { classifier, maxPixels: 50_000_000, ...(onProgress && { onProgress }) };
    const measurement = await measurePictures(photos, crops, scheme, options);
    return { manifest: classifier.manifest, measurement };
  } finally {
    await classifier.close();
  }
}

/** What the manifest says, as it is chosen and judged with. */
function servedBy(
  { temperature, offsets, thresholds }: Classifier['manifest'],
  { itemOutcomes }: Measurement,
): Calibration {
  const { chosenFor: _words, ...served } = thresholds;
  return { temperature, ...(offsets && { offsets: offsetsByOutcome(offsets, itemOutcomes) }), thresholds: served };
}

async function measureLeftOut(source: string, modelDir: string, options: ReportOptions): Promise<LeftOut> {
  const photos = options.allPhotos.filter((photo) => photo.source === source);
  if (photos.length === 0) throw new EvaluationError(`No photograph is from the source "${source}".`);
  const { manifest, measurement } = await measureModel(modelDir, { photos, crops: [] }, options);
  const served = servedBy(manifest, measurement);
  const judged = measurement.photos.map((photo) => ({ ...photo, ...judge(photo, served, measurement.itemOutcomes) }));
  return {
    source,
    model: manifest.model,
    photos: judged.length,
    balancedAccuracy: balancedWithInterval(judged, options.seed),
  };
}

/** The main figures on a part of the photographs, with temperature and thresholds chosen on that part by cross-fitting. */
function subsetOf(
  name: string,
  measurement: Measurement,
  files: ReadonlySet<string>,
  ...[seed, given]: [number, Calibration | null]
): Subset[] {
  const photos = measurement.photos.filter(({ file }) => !files.has(file));
  if (photos.length === measurement.photos.length || photos.length === 0) return [];
  const { accuracy, balancedAccuracy, flags } = evaluate({ ...measurement, photos }, seed, given);
  return [{ name, accuracy, balancedAccuracy, flags: flags.byShare[0]! }];
}

/** The whole report. Throws as measureModel does. */
export async function reportOn(options: ReportOptions): Promise<Report> {
  const { modelDir, pictures, about, seed, scheme, debatable, speed } = options;
  const { manifest, measurement } = await measureModel(modelDir, pictures, options);
  const served = servedBy(manifest, measurement);
  const given = options.asServed ? served : null;
  const evaluation = evaluate(measurement, seed, given);
  const disputed = new Set([...debatable].flatMap(([file, { isDisputed }]) => (isDisputed ? [file] : [])));
  const leftOut: LeftOut[] = [];
  for (const { source, modelDir: dir } of options.leftOut) leftOut.push(await measureLeftOut(source, dir, options));
  return {
    schema: 1,
    model: manifest.model,
    sha256: manifest.sha256,
    bytes: manifest.bytes,
    scheme: scheme.id,
    ...about,
    served,
    ...evaluation,
    worstMistakes: evaluation.worstMistakes.map((mistake) => {
      return { ...mistake, debatable: debatable.get(mistake.file)?.words ?? null };
    }),
    subsets: [
      ...subsetOf('undisputed labels', measurement, disputed, seed, given),
      ...subsetOf('no known copy in training', measurement, options.copies, seed, given),
    ],
    leftOut,
    speed: speed && (await measureSpeed(modelDir, speed.picture, speed.runs)),
  };
}
