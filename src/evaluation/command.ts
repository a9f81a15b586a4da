/** What the commands that measure models have in common: options, progress, and how they end. */
import { parseArgs } from 'node:util';
import { ModelError } from '../inference/manifest.ts';
import { SchemeError } from '../inference/scheme.ts';
import { EvaluationError } from './labels-csv.ts';
import { readSceneCrops, type SceneCrop } from './scene-crops.ts';

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** Options of all commands, with what they are when nobody says otherwise. */
export const sharedOptions = {
  scheme: { type: 'string', default: 'gbt-19095-2019' },
  scenes: { type: 'string' },
  'scene-crops': { type: 'string', default: 'scripts/train/scene-crops.csv' },
  'scene-split': { type: 'string', default: 'scripts/train/scenes-split.csv' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies Options;

export const sharedUsage = `  --scenes       folder of street scenes (NAME.jpg, NAME.txt); without it nothing_to_judge isn't measured
  --scene-crops  parts of them looked at by a person (scripts/train/scene-crops.csv); where there is no such
                 file: bins and street by their boxes, and --scene-split (scripts/train/scenes-split.csv)
  --scheme       sorting scheme that turns items into categories (gbt-19095-2019)
  --seed         decides folds and draws (1)`;

/** parseArgs, with what is wrong explained by the usage. Throws EvaluationError. */
export function readOptions<const Given extends Options>(options: Given, usage: string) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    if (error instanceof TypeError) throw new EvaluationError(`${error.message}\n${usage}`);
    throw error;
  }
}

export function readSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new EvaluationError('--seed must be a whole number.');
  return Number(text);
}

/** The parts of scenes that the options name; none without --scenes. */
export function readScenes(values: {
  scenes?: string | undefined;
  'scene-crops': string;
  'scene-split': string;
}): SceneCrop[] {
  if (values.scenes === undefined) return [];
  return readSceneCrops({ dir: values.scenes, crops: values['scene-crops'], split: values['scene-split'] });
}

export function showProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} pictures${done === of ? '\n' : ''}`);
  else if (done % 200 === 0 || done === of) console.error(`${done} of ${of} pictures`);
}

/** Runs a command; what a person can put right is said without a stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const isExplained = error instanceof EvaluationError || error instanceof ModelError || error instanceof SchemeError;
    console.error(isExplained ? error.message : error);
    process.exitCode = 1;
  }
}
