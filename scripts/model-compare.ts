/** Measures several models and shows them in one table: `npm run model:compare -- models/A models/B --photos DIR`. */
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
import { presentComparison } from '../src/evaluation/comparison.presenter.ts';
import { EvaluationError, readLabels } from '../src/evaluation/labels-csv.ts';
import { reportOn } from '../src/evaluation/model-report.service.ts';
import type { Report } from '../src/evaluation/report.rules.ts';
import { loadScheme } from '../src/inference/scheme.ts';

const usage = `Usage: npm run model:compare -- MODEL... --photos DIR [--scenes DIR] [--json FILE]

Measures each model folder as model:evaluate does, by what is chosen for it on the other folds, whatever its manifest says.
  --photos       folder with a labels.csv
  --split        which split of it (dev)
  --no-speed     doesn't take the time
  --json         also writes the reports to a file
${sharedUsage}`;

const options = {
  ...sharedOptions,
  photos: { type: 'string' },
  split: { type: 'string', default: 'dev' },
  'no-speed': { type: 'boolean', default: false },
  json: { type: 'string' },
} as const;

await runCommand(async () => {
  const { values, positionals } = readOptions(options, usage);
  if (values.help) return console.log(usage);
  const { photos: dir } = values;
  if (positionals.length === 0 || dir === undefined)
    throw new EvaluationError(`Please give models and --photos.\n${usage}`);
  const pictures = { photos: readLabels(dir, values.split), crops: readScenes(values) };
  const reports: Report[] = [];
  for (const modelDir of positionals) {
    const report = await reportOn({
      modelDir,
      pictures,
      about: { dir, split: values.split },
      scheme: loadScheme(values.scheme),
      seed: readSeed(values.seed),
      asServed: false,
      leftOut: [],
      allPhotos: [],
      debatable: new Map(),
      copies: new Set(),
      speed: values['no-speed']
        ? null
        : { picture: 'fixtures/scenes/four-bins/01.jpg', runs: { view: 200, batch: 50 } },
      onProgress: showProgress,
    });
    reports.push(report);
  }
  console.log(presentComparison(reports));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reports, null, 1)}\n`);
});
