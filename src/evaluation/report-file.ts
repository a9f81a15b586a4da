/** The report that lies beside a model, from which its card and the READMEs take their figures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadModel } from '../inference/manifest.ts';
import { loadScheme, outcomesOf } from '../inference/scheme.ts';
import { offsetsByOutcome } from './judgement.rules.ts';
import { EvaluationError } from './labels-csv.ts';
import type { Report } from './report.rules.ts';

/**
 * `modelDir`/evaluation.json, null where there is none. Throws EvaluationError when it speaks of another network, of other
 * thresholds or offsets, or of another temperature than the manifest: such figures are nobody's.
 */
export function readReport(modelDir: string): Report | null {
  const path = join(modelDir, 'evaluation.json');
  if (!existsSync(path)) return null;
  const report: Report = JSON.parse(readFileSync(path, 'utf8'));
  const { model, sha256, temperature, offsets, labels, thresholds } = loadModel(modelDir);
  const { chosenFor: _words, ...served } = thresholds;
  const names = Object.keys(served) as (keyof typeof served)[];
  const servedOffsets = offsets && offsetsByOutcome(offsets, outcomesOf(labels, loadScheme(report.scheme)));
  const isSame =
    report.schema === 1 &&
    report.model === model &&
    report.sha256 === sha256 &&
    report.served.temperature === temperature &&
    isDeepStrictEqual(report.served.offsets, servedOffsets) &&
    names.every((name) => report.served.thresholds[name] === served[name]);
  if (isSame) return report;
  throw new EvaluationError(`${path} is not of the model beside it: run model:evaluate with --json ${path} again.`);
}

/** A report that was written to a file. Throws EvaluationError when it can't be read. */
export function readEarlier(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new EvaluationError(`${path} is no report of model:evaluate: ${(error as Error).message}`);
  }
}

/**
 * `report` with the times and the left-out sources of an earlier one where it has none itself: they belong to the network and
 * its training, not to temperature, offsets and thresholds. Throws EvaluationError when that one is of another network.
 */
export function keepMeasured(report: Report, earlier: Report): Report {
  if (earlier.sha256 !== report.sha256) throw new EvaluationError('The earlier report is of another network.');
  const leftOut = report.leftOut.length > 0 ? report.leftOut : earlier.leftOut;
  return { ...report, leftOut, speed: report.speed ?? earlier.speed };
}
