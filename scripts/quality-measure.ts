/** Measures the quality gate on real photographs spoilt in known ways: `npm run quality:measure -- PHOTOS SCENES`. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EvaluationError } from '../src/evaluation/labels-csv.ts';
import { presentQuality } from '../src/evaluation/quality.presenter.ts';
import { measureQualityGate } from '../src/evaluation/quality-measure.service.ts';

const usage = `Usage: npm run quality:measure -- PHOTOS SCENES [--half report] [--sample 100] [--seed 1] [--json]

PHOTOS holds photographs and a labels.csv (its split train is used), SCENES those of scripts/train/scenes-split.csv.
  --half    choose: the half on which limits are chosen; report: the other one (report)
  --sample  photographs, and scenes, that are spoilt in every way (100 of each)
  --seed    decides what is drawn (1)
  --json    figures for programs instead of text`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        half: { type: 'string', default: 'report' },
        sample: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { half, help, json } = values;
    const numbers = { sample: Number(values.sample), seed: Number(values.seed) };
    const [photosDir, scenesDir, ...more] = positionals;
    if (help) return null;
    if (!photosDir || !scenesDir || more.length > 0) throw new EvaluationError(`Please give two folders.\n${usage}`);
    if (half !== 'choose' && half !== 'report') throw new EvaluationError('--half is choose or report.');
    if (!/^[1-9]\d{0,4}$/.test(values.sample)) throw new EvaluationError('--sample must be a whole number.');
    if (!/^\d{1,9}$/.test(values.seed)) throw new EvaluationError('--seed must be a whole number.');
    return { half, json, photosDir, scenesDir, ...numbers } as const;
  } catch (error) {
    if (error instanceof TypeError) throw new EvaluationError(`${error.message}\n${usage}`);
    throw error;
  }
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) return console.log(usage);
  const scenesSplit = fileURLToPath(new URL('train/scenes-split.csv', import.meta.url));
  const { json, ...options } = given;
  const figures = await measureQualityGate({ ...options, scenesSplit, onProgress: (what) => console.error(what) });
  if (json) return console.log(JSON.stringify(figures));
  const { photosDir, scenesDir, half, sample, seed } = options;
  console.log(
    presentQuality(figures, [`${photosDir}, ${scenesDir}: half "${half}", ${sample} of each spoilt, seed ${seed}`]),
  );
}

try {
  await main();
} catch (error) {
  if (!(error instanceof EvaluationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
