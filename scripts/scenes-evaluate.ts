/** Counts what the service would decide about each bin of the project's own scenes: `node scripts/scenes-evaluate.ts`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boundingCrop } from '../src/classification/view-sets.ts';
import { loadScenes, type Scene } from '../src/demo/camera-simulator.scenes.ts';
import { type Decision, decisions } from '../src/inference/categories.ts';
import { startClassifier } from '../src/inference/classifier.ts';
import { decide } from '../src/inference/decision.ts';
import { toDistributions } from '../src/inference/distributions.ts';
import { preparePhoto } from '../src/inference/preprocess.ts';
import { loadScheme, outcomesOf } from '../src/inference/scheme.ts';
import { unusableReason } from '../src/inference/usability.ts';

const usage = `Usage: node scripts/scenes-evaluate.ts [--model models/ID] [--scheme ID]

Prints how many bins of fixtures/scenes the service would flag, find right, or not judge, by what lies in them.
  --model   folder of the model (models/items-224)
  --scheme  sorting scheme that turns items into categories (gbt-19095-2019)`;

/** Scenes in which nothing can be seen count apart. */
const inTheDark = 'in the dark';
const scenesFolder = join(import.meta.dirname, '../fixtures/scenes');

/** The row of the table that a bin counts in. */
function rowOf(bin: Scene['bins'][number]): string {
  if (bin.content === 'empty' || bin.content === 'closed_bag') return bin.content;
  if (bin.content === 'mixed') return 'mixed';
  return bin.misplaced ? 'misplaced' : 'fits';
}

function printTable(table: Map<string, Record<Decision, number>>): void {
  console.log(`| what lies in the bin | bins | ${decisions.join(' | ')} |`);
  console.log(`|---|${'---|'.repeat(decisions.length + 1)}`);
  for (const [row, counts] of table) {
    const cells = decisions.map((decision) => counts[decision]);
    console.log(`| ${row} | ${cells.reduce((sum, one) => sum + one, 0)} | ${cells.join(' | ')} |`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'models/items-224' },
      scheme: { type: 'string', default: 'gbt-19095-2019' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const [scenes, scheme] = [await loadScenes(scenesFolder), loadScheme(values.scheme)];
  const classifier = await startClassifier({ modelDir: values.model });
  const { input, labels, offsets, thresholds } = classifier.manifest;
  const itemOutcomes = outcomesOf(labels, scheme);
  const rows = ['fits', 'misplaced', 'mixed', 'closed_bag', 'empty', inTheDark];
  const none = Object.fromEntries(decisions.map((decision) => [decision, 0])) as Record<Decision, number>;
  const table = new Map(rows.map((row) => [row, { ...none }]));
  for (const scene of scenes.scenes) {
    const outlines = scenes.layouts[scene.layout]?.bins ?? [];
    const crops = outlines.map(({ polygon }) => boundingCrop(polygon));
    const { views, frame } = await preparePhoto(await scenes.read(scene), crops, input, { maxPixels: 50_000_000 });
    const answers = await classifier.classifyTogether(views.map(({ tensor }) => tensor));
    for (const [place, { quality }] of views.entries()) {
      const { decision } = decide({
        ...toDistributions(answers[place]!, itemOutcomes, thresholds.softening, offsets),
        unusable: unusableReason(quality, frame.quality),
        expected: outlines[place]!.expected,
        thresholds,
      });
      const counts = table.get(scene.light === 'dark' ? inTheDark : rowOf(scene.bins[place]!));
      if (counts) counts[decision] += 1;
    }
  }
  await classifier.close();
  printTable(table);
}

await main();
