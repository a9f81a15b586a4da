/** Chooses a model's temperature and thresholds with the code that serves: `npm run model:calibrate -- models/ID DIR`. */
import {
  readOptions,
  readScenes,
  runCommand,
  sharedOptions,
  sharedUsage,
  showProgress,
} from '../src/evaluation/command.ts';
import { EvaluationError, readLabels } from '../src/evaluation/labels-csv.ts';
import { calibrateModel } from '../src/evaluation/manifest-calibration.service.ts';
import { calibrationWords } from '../src/evaluation/report.presenter.ts';
import { loadScheme } from '../src/inference/scheme.ts';

const usage = `Usage: npm run model:calibrate -- models/ID DIR [--scenes DIR] [--version 1.2.3]

Runs the model over the dev photographs of DIR (see model:evaluate) and the parts of dev scenes, chooses temperature and
thresholds, and writes them into models/ID/manifest.json.
  --split        which split of labels.csv to choose on (dev)
  --version      gives the model this version: needed when the old one is in use somewhere, or its results could not be told apart
${sharedUsage}`;

const options = {
  ...sharedOptions,
  split: { type: 'string', default: 'dev' },
  version: { type: 'string' },
} as const;

await runCommand(async () => {
  const { values, positionals } = readOptions(options, usage);
  if (values.help) return console.log(usage);
  const [modelDir, dir, ...more] = positionals;
  if (modelDir === undefined || dir === undefined || more.length > 0) {
    throw new EvaluationError(`Please give the model's folder and the one with the photographs.\n${usage}`);
  }
  if (values.version !== undefined && !/^\d+\.\d+\.\d+$/.test(values.version)) {
    throw new EvaluationError('--version must look like 1.2.3.');
  }
  const calibration = await calibrateModel({
    modelDir,
    pictures: { photos: readLabels(dir, values.split), crops: readScenes(values) },
    scheme: loadScheme(values.scheme),
    version: values.version ?? null,
    onProgress: showProgress,
  });
  console.log(`${modelDir}/manifest.json: ${calibrationWords(calibration)}`);
});
