/** Chooses temperature, offsets and thresholds of a model on dev, with the code that serves, and writes them into its manifest. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../inference/categories.ts';
import { startClassifier } from '../inference/classifier.ts';
import { loadModel } from '../inference/manifest.ts';
import { checkTensor } from '../inference/self-check.ts';
import { calibrate } from './calibration.rules.ts';
import type { Calibration, Sample } from './judgement.rules.ts';
import type { Measurement } from './measurement.service.ts';
import { type MeasuringOptions, measureModel, type Pictures } from './model-report.service.ts';
import { type Aims, servedAims } from './thresholds.rules.ts';

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** What thresholds were chosen for, and on how many pictures. */
function describeAims(aims: Aims, { photos, crops }: Pick<Measurement, 'photos' | 'crops'>): string {
  return (
    `flag precision ≥ ${aims.flagPrecision} with ${percent(aims.misplacedShare)} of the photos in a wrong bin, at most ` +
    `${percent(aims.wronglyFlagged)} of closed bags and of pictures with nothing to judge flagged; ` +
    `${photos.length} dev photos, ${crops.length} parts of dev scenes`
  );
}

function changeManifest(
  modelDir: string,
  change: (manifest: Record<string, unknown>) => Record<string, unknown>,
): void {
  const path = join(modelDir, 'manifest.json');
  writeFileSync(path, `${JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8'))), null, 2)}\n`);
  loadModel(modelDir);
}

/** Keeps what the network makes of the check tensor here, for other machines to compare (see self-check.ts). */
async function writeCheck(modelDir: string): Promise<void> {
  const classifier = await startClassifier({ modelDir });
  try {
    const found = await classifier.classify(checkTensor(classifier.manifest.input));
    const probabilities = Array.from(found, (value) => Number(value.toFixed(5)));
    changeManifest(modelDir, (manifest) => ({ ...manifest, check: { probabilities } }));
  } finally {
    await classifier.close();
  }
}

/** Rewrites temperature, offsets and thresholds (and the version, when one is given) in `modelDir`/manifest.json. */
function writeCalibration(
  modelDir: string,
  { temperature, offsets, thresholds }: Calibration,
  itemOutcomes: readonly Outcome[],
  chosenFor: string,
  version: string | null,
): void {
  changeManifest(modelDir, ({ check: _atTheOldTemperature, ...manifest }) => {
    const byLabel = itemOutcomes.map((outcome) => offsets?.[outcome] ?? 0);
    const chosen = { temperature, offsets: byLabel, thresholds: { ...thresholds, chosenFor } };
    return { ...manifest, ...(version && { version }), ...chosen };
  });
}

export interface CalibrateOptions extends MeasuringOptions {
  modelDir: string;
  pictures: Pictures;
  /** New version of the model; null keeps it. */
  version: string | null;
}

/** Only parts of dev scenes take part: those held back are for measuring. Throws as measureModel does. */
export async function calibrateModel(options: CalibrateOptions): Promise<Calibration> {
  const { modelDir, pictures, version } = options;
  const crops = pictures.crops.filter(({ split }) => split === 'dev');
  const { measurement } = await measureModel(modelDir, { ...pictures, crops }, options);
  const { itemOutcomes } = measurement;
  const samples: Sample[] = [...measurement.photos, ...measurement.crops];
  const calibration = calibrate(samples, itemOutcomes, servedAims);
  writeCalibration(modelDir, calibration, itemOutcomes, describeAims(servedAims, measurement), version);
  await writeCheck(modelDir);
  return calibration;
}
