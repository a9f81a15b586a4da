/** Measures the grouping into episodes on sequences drawn from labelled photographs: `npm run episodes:measure -- DIR`. */
import { parseArgs } from 'node:util';
import { presentGrouping } from '../src/evaluation/grouping.presenter.ts';
import { measureGrouping } from '../src/evaluation/grouping.service.ts';
import { EvaluationError, readLabels } from '../src/evaluation/labels-csv.ts';

const usage = `Usage: npm run episodes:measure -- DIR [--split dev] [--seed 1] [--sequences 200] [--json]

DIR holds photographs and a labels.csv with the columns file, split, category, item and source; photographs that are
nearly the same share what stands in the column group, where there is one.
  --split      which split of labels.csv to draw from (dev)
  --seed       decides what is drawn (1)
  --sequences  how many bins to watch, with six contents each (200)
  --json       figures for programs instead of text`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        split: { type: 'string', default: 'dev' },
        seed: { type: 'string', default: '1' },
        sequences: { type: 'string', default: '200' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const numbers = { seed: Number(values.seed), sequences: Number(values.sequences) };
    if (values.help) return { ...values, ...numbers, dir: '' };
    const [dir, ...more] = positionals;
    if (dir === undefined || more.length > 0) throw new EvaluationError(`Please give one folder.\n${usage}`);
    if (!/^\d{1,9}$/.test(values.seed)) throw new EvaluationError('--seed must be a whole number.');
    if (!/^[1-9]\d{0,5}$/.test(values.sequences)) throw new EvaluationError('--sequences must be a whole number.');
    return { ...values, ...numbers, dir };
  } catch (error) {
    if (error instanceof TypeError) throw new EvaluationError(`${error.message}\n${usage}`);
    throw error;
  }
}

async function main(): Promise<void> {
  const { dir, split, seed, sequences, json, help } = readArguments();
  if (help) return console.log(usage);
  const onProgress = (done: number, of: number) => done % 50 === 0 && console.error(`${done} of ${of} sequences`);
  const figures = await measureGrouping(readLabels(dir, split), { seed, sequences, onProgress });
  const about = { dir, split, seed };
  if (json) return console.log(JSON.stringify({ ...about, ...figures }, null, 2));
  console.log(presentGrouping(figures, [`${dir} (${split}), seed ${seed}`]));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof EvaluationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
