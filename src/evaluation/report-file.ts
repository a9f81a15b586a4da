/** The report that lies beside a model, from which its card and the READMEs take their figures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '../inference/manifest.ts';
import { EvaluationError } from './labels-csv.ts';
import type { Report } from './report.rules.ts';

/**
 * `modelDir`/evaluation.json, null where there is none. Throws EvaluationError when it speaks of another network, of other
 * thresholds or of another temperature than the manifest: such figures are nobody's.
 */
export function readReport(modelDir: string): Report | null {
  const path = join(modelDir, 'evaluation.json');
  if (!existsSync(path)) return null;
  const report: Report = JSON.parse(readFileSync(path, 'utf8'));
  const { model, sha256, temperature, thresholds } = loadModel(modelDir);
  const { chosenFor: _words, ...served } = thresholds;
  const names = Object.keys(served) as (keyof typeof served)[];
  const isSame =
    report.schema === 1 &&
    report.model === model &&
    report.sha256 === sha256 &&
    report.served.temperature === temperature &&
    names.every((name) => report.served.thresholds[name] === served[name]);
  if (isSame) return report;
  throw new EvaluationError(`${path} is not of the model beside it: run model:evaluate with --json ${path} again.`);
}
