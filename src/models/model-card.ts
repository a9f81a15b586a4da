/** What lies beside a model: its measured figures and what its card says that it can't do. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EvaluationError } from '../evaluation/labels-csv.ts';
import type { Report } from '../evaluation/report.rules.ts';
import { readReport } from '../evaluation/report-file.ts';
import type { Logger } from '../platform/logger.ts';
import type { ModelInUse } from './models.schemas.ts';

type Interval = { low: number; high: number } | null;

const figureOf = ({ value, interval }: { value: number | null; interval: Interval }) =>
  value === null || interval === null ? null : { value, ...interval };

function figuresOf({ photos, balancedAccuracy, flags }: Report): ModelInUse['figures'] {
  return {
    photos,
    classes: balancedAccuracy.classes,
    balancedAccuracy: figureOf(balancedAccuracy),
    flags: flags.byShare.map(({ misplacedShare, precision, recall }) => ({
      misplacedShare,
      precision: figureOf(precision),
      recall: figureOf(recall),
    })),
  };
}

/** The items of the card's section on limits; none when it has none. */
export function limitsOf(card: string): string[] {
  const section = card.split(/^## /m).find((part) => part.startsWith('Limits')) ?? '';
  return section
    .split(/^- /m)
    .slice(1)
    .map((item) => item.replace(/\s+/g, ' ').trim());
}

/** Figures are null when there are none, or when they are another model's: then it is logged why. */
export function readModelCard(modelDir: string, log: Logger): Pick<ModelInUse, 'figures' | 'limits'> {
  const path = join(modelDir, 'CARD.md');
  const limits = existsSync(path) ? limitsOf(readFileSync(path, 'utf8')) : [];
  try {
    const report = readReport(modelDir);
    return { figures: report && figuresOf(report), limits };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    log.warn({ err: error }, 'the model’s figures are not shown');
    return { figures: null, limits };
  }
}
