/** Measures a model on labelled photographs with the code that serves: `npm run model:evaluate -- DIR`. */
import { parseArgs } from 'node:util';
import { presentEvaluation } from '../src/evaluation/evaluation.presenter.ts';
import { evaluate, measurePhotos } from '../src/evaluation/evaluation.service.ts';
import { EvaluationError, readLabels } from '../src/evaluation/labels-csv.ts';
import { startClassifier } from '../src/inference/classifier.ts';
import { ModelError } from '../src/inference/manifest.ts';
import { loadScheme, SchemeError } from '../src/inference/scheme.ts';

const usage = `Usage: npm run model:evaluate -- DIR [--split dev] [--model models/ID] [--scheme ID] [--seed 1] [--json]

DIR holds photographs and a labels.csv with the columns file, split, category, item and source (others are ignored).
  --split   which split of labels.csv to measure on (dev)
  --model   folder of the model (models/mobilenetv2-items-224)
  --scheme  sorting scheme that turns items into categories (gbt-19095-2019)
  --seed    decides which photographs are put into a wrong bin (1)
  --json    figures for programs instead of text`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        split: { type: 'string', default: 'dev' },
        model: { type: 'string', default: 'models/mobilenetv2-items-224' },
        scheme: { type: 'string', default: 'gbt-19095-2019' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [dir, ...more] = positionals;
    if (values.help) return { ...values, dir: '', seed: 0 };
    if (dir === undefined || more.length > 0) throw new EvaluationError(`Please give one folder.\n${usage}`);
    if (!/^\d{1,9}$/.test(values.seed)) throw new EvaluationError('--seed must be a whole number.');
    return { ...values, dir, seed: Number(values.seed) };
  } catch (error) {
    if (error instanceof TypeError) throw new EvaluationError(`${error.message}\n${usage}`);
    throw error;
  }
}

function showProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} photographs${done === of ? '\n' : ''}`);
  else if (done % 200 === 0 || done === of) console.error(`${done} of ${of} photographs`);
}

async function main(): Promise<void> {
  const given = readArguments();
  if (given.help) return console.log(usage);
  const photos = readLabels(given.dir, given.split);
  const scheme = loadScheme(given.scheme);
  const classifier = await startClassifier({ modelDir: given.model });
  const { manifest } = classifier;
  try {
    const options = { classifier, scheme, maxPixels: 50_000_000, onProgress: showProgress };
    const evaluation = evaluate(await measurePhotos(photos, options), manifest.thresholds, given.seed);
    const about = {
      model: manifest.model,
      sha256: manifest.sha256,
      scheme: scheme.id,
      dir: given.dir,
      split: given.split,
    };
    if (given.json) console.log(JSON.stringify({ ...about, ...evaluation }, null, 2));
    else
      console.log(
        presentEvaluation(evaluation, [`${about.model} on ${about.dir}, split ${about.split}, ${about.scheme}`]),
      );
  } finally {
    await classifier.close();
  }
}

try {
  await main();
} catch (error) {
  const isExplained = error instanceof EvaluationError || error instanceof ModelError || error instanceof SchemeError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
}
