/** Reads the labels.csv of a folder of photographs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, outcomes } from '../inference/categories.ts';

/** One labelled photograph; `path` is where it lies. */
export interface LabelledPhoto {
  file: string;
  path: string;
  category: Outcome;
  item: string;
  source: string;
  /** Near-duplicates share one; the file's own name where labels.csv has no such column. */
  group: string;
}

/** Thrown for what a person who asks for an evaluation can put right. */
export class EvaluationError extends Error {
  override name = 'EvaluationError';
}

/** Fields of a CSV text (RFC 4180: quotes, doubled quotes, line breaks within quotes; CRLF or LF), row by row. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  const input = text.replace(/^\uFEFF/, '');
  while (field.lastIndex < input.length) {
    const line = rows.length + 1;
    const found = field.exec(input);
    if (!found) throw new EvaluationError(`Row ${line} has a quote in the wrong place.`);
    const [, value = '', end] = found;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push([...row, '']);
  return rows.filter((fields) => fields.length > 1 || fields[0] !== '');
}

const columns = ['file', 'split', 'category', 'item', 'source'] as const;

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new EvaluationError(code === 'ENOENT' ? `There is no ${path}.` : `${path} can't be read: ${message}`);
  }
}

/** The photographs of one split of `dir`/labels.csv, or of all (null). Throws EvaluationError, which names the row or the column. */
export function readLabels(dir: string, split: string | null): LabelledPhoto[] {
  const path = join(dir, 'labels.csv');
  const [header = [], ...rows] = parseCsv(readText(path));
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new EvaluationError(`${path} has no column ${missing.join(', ')}.`);
  const fieldOf = (row: string[], name: (typeof columns)[number] | 'group'): string => row[header.indexOf(name)] ?? '';
  const splits = [...new Set(rows.map((row) => fieldOf(row, 'split')))];
  if (split !== null && !splits.includes(split)) {
    throw new EvaluationError(`${path} has no split "${split}"; it has: ${splits.join(', ') || 'no rows at all'}.`);
  }
  return rows
    .filter((row) => split === null || fieldOf(row, 'split') === split)
    .map((row) => {
      const file = fieldOf(row, 'file');
      const category = outcomes.find((outcome) => outcome === fieldOf(row, 'category'));
      if (!category) {
        throw new EvaluationError(`${path}: ${file} has the unknown category "${fieldOf(row, 'category')}".`);
      }
      const [item, source] = [fieldOf(row, 'item'), fieldOf(row, 'source')];
      return { file, path: join(dir, file), category, item, source, group: fieldOf(row, 'group') || file };
    });
}

/** What a person who looked at a photograph says against its label. */
export interface Doubt {
  /** Kind and what is seen. */
  words: string;
  /** False where the label may stay all the same. */
  isDisputed: boolean;
}

/**
 * What is said against labels, by file, from a list with the columns file, kind, seen and perhaps suggest (`keep`: the label
 * may stay); nothing where there is no list. Throws EvaluationError.
 */
export function readDebatable(path: string): Map<string, Doubt> {
  if (!existsSync(path)) return new Map();
  const [header = [], ...rows] = parseCsv(readText(path));
  const [file, kind, seen] = ['file', 'kind', 'seen'].map((name) => header.indexOf(name));
  if (file === -1 || kind === -1 || seen === -1) throw new EvaluationError(`${path} has no column file, kind or seen.`);
  const suggest = header.indexOf('suggest');
  return new Map(
    rows.map((row) => [
      row[file!] ?? '',
      { words: `${row[kind!]}: ${row[seen!]}`, isDisputed: row[suggest] !== 'keep' },
    ]),
  );
}

/** The dev photographs of which training holds a copy, from a list with a column dev; none where there is no list. */
export function readCopies(path: string): Set<string> {
  if (!existsSync(path)) return new Set();
  const [header = [], ...rows] = parseCsv(readText(path));
  const column = header.indexOf('dev');
  if (column === -1) throw new EvaluationError(`${path} has no column dev.`);
  return new Set(rows.map((row) => row[column] ?? ''));
}
