/** Several reports in one table. */
import { figure, textTable } from './figures.presenter.ts';
import type { Report } from './report.rules.ts';

/** A line for each model: what it costs and how good it is. */
export function presentComparison(reports: readonly Report[]): string {
  const head = [
    'model',
    'MB',
    'ms a view',
    'ms for six',
    'balanced',
    'least source',
    'ECE',
    'flag precision',
    'flag recall',
    'closed bags',
    'nothing',
  ];
  const rows = reports.map((report) => {
    const { model, bytes, speed, balancedAccuracy, sources, calibrationError, flags, unflaggable } = report;
    const atFirst = flags.byShare[0]!;
    const large = sources.filter(({ accuracy: { of } }) => of >= 50);
    const least = large.length === 0 ? null : Math.min(...large.map((source) => source.balancedAccuracy.value ?? 0));
    const flagged = (truth: string, split: string): number | null =>
      unflaggable.find((one) => one.truth === truth && one.split === split)?.flagged.share ?? null;
    return [
      model,
      (bytes / 1e6).toFixed(1),
      speed?.view.processorMs.toFixed(1) ?? '–',
      speed?.sixViews.processorMs.toFixed(1) ?? '–',
      figure('share', balancedAccuracy.value),
      figure('share', least),
      figure('fraction', calibrationError.value),
      figure('share', atFirst.precision.value),
      figure('share', atFirst.recall.value),
      figure('share', flagged('closed_bag', 'dev')),
      figure('share', flagged('nothing_to_judge', 'held')),
    ];
  });
  return textTable([head, ...rows]);
}
