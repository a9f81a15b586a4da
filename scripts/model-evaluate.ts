/** Measures a model on labelled photographs with the code that serves: `npm run model:evaluate -- DIR`. */
import { writeFileSync } from 'node:fs';
import {
  readOptions,
  readScenes,
  readSeed,
  runCommand,
  sharedOptions,
  sharedUsage,
  showProgress,
} from '../src/evaluation/command.ts';
import { EvaluationError, readCopies, readDebatable, readLabels } from '../src/evaluation/labels-csv.ts';
import { reportOn } from '../src/evaluation/model-report.service.ts';
import { presentReport } from '../src/evaluation/report.presenter.ts';
import { keepMeasured, readEarlier } from '../src/evaluation/report-file.ts';
import { loadScheme } from '../src/inference/scheme.ts';

const usage = `Usage: npm run model:evaluate -- DIR [--scenes DIR] [--model models/ID] [--left-out SOURCE=DIR]... [--json FILE]

DIR holds photographs and a labels.csv with the columns file, split, category, item and source, and group for those that are
nearly the same (others are ignored).
  --split        which split of labels.csv to measure on (dev)
  --model        folder of the model (models/items-224)
  --left-out     folder of a model that was trained without a source; for as many sources as there are
  --debatable    list of labels that can be argued about, columns file, kind, seen and suggest (scripts/train/debatable.csv)
  --copies       list of photographs of which training holds a copy, column dev (scripts/train/dev-copies.csv)
  --as-served    judges by the manifest's numbers instead of by cross-fitting: for pictures that chose nothing of them
  --no-speed     doesn't take the time
  --earlier      an earlier report of the same network, whose times and left-out sources are kept where they aren't measured now
  --json         also writes everything to a file; as models/ID/evaluation.json it is what the card is made from (npm run docs)
${sharedUsage}`;

const options = {
  ...sharedOptions,
  split: { type: 'string', default: 'dev' },
  model: { type: 'string', default: 'models/items-224' },
  'left-out': { type: 'string', multiple: true, default: [] as string[] },
  debatable: { type: 'string', default: 'scripts/train/debatable.csv' },
  copies: { type: 'string', default: 'scripts/train/dev-copies.csv' },
  'as-served': { type: 'boolean', default: false },
  'no-speed': { type: 'boolean', default: false },
  earlier: { type: 'string' },
  json: { type: 'string' },
} as const;

function readLeftOut(text: string): { source: string; modelDir: string } {
  const [, source, modelDir] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!source || !modelDir) throw new EvaluationError(`--left-out needs SOURCE=DIR, not "${text}".`);
  return { source, modelDir };
}

await runCommand(async () => {
  const { values, positionals } = readOptions(options, usage);
  if (values.help) return console.log(usage);
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new EvaluationError(`Please give one folder.\n${usage}`);
  const leftOut = values['left-out'].map(readLeftOut);
  const earlier = values.earlier === undefined ? null : readEarlier(values.earlier);
  const report = await reportOn({
    modelDir: values.model,
    pictures: { photos: readLabels(dir, values.split), crops: readScenes(values) },
    about: { dir, split: values.split },
    scheme: loadScheme(values.scheme),
    seed: readSeed(values.seed),
    asServed: values['as-served'],
    leftOut,
    allPhotos: leftOut.length > 0 ? readLabels(dir, null) : [],
    debatable: readDebatable(values.debatable),
    copies: readCopies(values.copies),
    speed: values['no-speed'] ? null : { picture: 'fixtures/scenes/four-bins/01.jpg', runs: { view: 300, batch: 60 } },
    onProgress: showProgress,
  });
  const kept = earlier ? keepMeasured(report, earlier) : report;
  console.log(presentReport(kept));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(kept, null, 1)}\n`);
});
