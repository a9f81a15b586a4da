/** Which documents have generated parts, and what these should be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from '../config/variables.ts';
import { cardSection } from '../evaluation/card.presenter.ts';
import { EvaluationError } from '../evaluation/labels-csv.ts';
import { readReport } from '../evaluation/report-file.ts';
import { withGenerated } from './readme-tables.ts';
import { replaceSection } from './table.ts';

export interface GeneratedDocument {
  /** Path below the project's folder. */
  name: string;
  before: string;
  after: string;
}

const readmes = [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh-CN'],
] as const;

/**
 * The READMEs, and the cards of all models that have an evaluation.json, as they are and as they should be. Throws
 * EvaluationError for a model in use without one, or with another model's.
 */
export function generateDocuments(root: string): GeneratedDocument[] {
  const inUse = readReport(join(root, variables.modelDir.fallback));
  if (!inUse) throw new EvaluationError(`${variables.modelDir.fallback} has no evaluation.json.`);
  const document = (name: string, change: (text: string) => string): GeneratedDocument => {
    const before = readFileSync(join(root, name), 'utf8');
    return { name, before, after: change(before) };
  };
  const cards = readdirSync(join(root, 'models')).flatMap((id) => {
    const report = existsSync(join(root, 'models', id, 'manifest.json')) ? readReport(join(root, 'models', id)) : null;
    return report
      ? [document(`models/${id}/CARD.md`, (card) => replaceSection(card, 'evaluation', cardSection(report)))]
      : [];
  });
  return [
    ...readmes.map(([name, language]) => document(name, (text) => withGenerated(text, inUse, language))),
    ...cards,
  ];
}
