/** Imports: a spreadsheet is read and tried, its faults are told row by row, then it is taken over in one transaction. */
import { createHash, randomUUID } from 'node:crypto';
import type { Person } from '../people/people.service.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { columnNamed, columnsOf } from './import-columns.rules.ts';
import { CellFault, createImportRows, type RowDeps } from './import-rows.service.ts';
import type { ImportFault, ImportKind, ImportOutcome, ImportTrial } from './imports.schemas.ts';
import type { Sheet } from './sheet-reading.ts';

export type ImportsService = ReturnType<typeof createImportsService>;

const keptMs = 86_400_000;
const maxCell = 200;
const maxFaults = 500;

interface Row {
  number: number;
  cells: Record<string, string>;
}

/** Ends a trial: all that it did is taken back. */
class TrialEnds extends Error {}

export function createImportsService(deps: RowDeps & { db: Db; readSheet: (bytes: Buffer) => Promise<Sheet> }) {
  const { db, repo, clock, readSheet } = deps;
  const rows = createImportRows(deps);

  const labelOf = (kind: ImportKind, id: string): string => columnsOf[kind].find((one) => one.id === id)?.zh ?? '';

  /** Rows by the columns of this kind; the first row that isn't empty is the header. */
  const arrange = (kind: ImportKind, sheet: Sheet) => {
    const [header, ...body] = sheet.rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
    const columns = header?.cells.map((cell) => columnNamed(kind, cell)?.id ?? null) ?? [];
    const missing = columnsOf[kind].filter(({ id, required }) => required && !columns.includes(id));
    if (missing.length > 0 || body.length === 0) {
      const names = missing.map(({ zh, en }) => `${zh} (${en})`).join(', ');
      throw new AppError(
        'sheet_not_understood',
        names ? `The first row lacks the columns ${names}.` : 'There are no rows.',
      );
    }
    const ignored = (header?.cells ?? []).filter((cell, index) => cell !== '' && columns[index] === null);
    const arranged = body.map(({ number, cells }): Row => {
      const known = columns.flatMap((id, index) => (id === null ? [] : [[id, cells[index] ?? ''] as const]));
      return { number, cells: Object.fromEntries(known) };
    });
    const formulas = new Set(
      sheet.formulas.flatMap((place) => {
        const [number, column] = place.split(':').map(Number);
        const id = columns[(column ?? 0) - 1];
        return id ? [`${number}:${id}`] : [];
      }),
    );
    return { arranged, ignored, formulas };
  };

  /** What can be told of a row by itself. */
  const faultsOf = (kind: ImportKind, row: Row, formulas: Set<string>): ImportFault[] =>
    columnsOf[kind].flatMap(({ id, zh, required }) => {
      const value = row.cells[id] ?? '';
      const code = formulas.has(`${row.number}:${id}`)
        ? 'formula'
        : required && value === ''
          ? 'missing'
          : value.length > maxCell
            ? 'too_long'
            : null;
      return code ? [{ row: row.number, column: zh, value: value.slice(0, maxCell), code, detail: '' }] : [];
    });

  /** Takes all rows over, inside a transaction; the faults of those that can't be. */
  const takeAll = (kind: ImportKind, by: Person, all: Row[], formulas: Set<string>) => {
    const counts: ImportOutcome = { added: 0, changed: 0, unchanged: 0 };
    const faults: ImportFault[] = [];
    const seen = new Set<string>();
    for (const row of all) {
      const own = faultsOf(kind, row, formulas);
      const key = JSON.stringify(row.cells);
      if (own.length === 0 && seen.has(key))
        own.push({ row: row.number, column: '', value: '', code: 'duplicate', detail: '' });
      seen.add(key);
      faults.push(...own);
      if (own.length > 0) continue;
      try {
        counts[inTransaction(db, () => rows.take(kind, by, row.cells))] += 1;
      } catch (error) {
        if (error instanceof CellFault) {
          const { column, code } = error;
          faults.push({
            row: row.number,
            column: labelOf(kind, column),
            value: row.cells[column] ?? '',
            code,
            detail: '',
          });
        } else if (error instanceof AppError && error.code !== 'storage_full') {
          faults.push({ row: row.number, column: '', value: '', code: 'refused', detail: error.message });
        } else throw error;
      }
    }
    return { counts, faults };
  };

  /** The same as taking it over, and all of it taken back: a trial can't tell anything else than what will be. */
  const tryAll = (kind: ImportKind, by: Person, all: Row[], formulas: Set<string>) => {
    let found: ReturnType<typeof takeAll> | null = null;
    try {
      inTransaction(db, () => {
        found = takeAll(kind, by, all, formulas);
        throw new TrialEnds();
      });
    } catch (error) {
      if (!(error instanceof TrialEnds)) throw error;
    }
    return found as unknown as ReturnType<typeof takeAll>;
  };

  return {
    /** Reads and tries a file; nothing is changed. Throws `sheet_not_understood`. */
    async tryFile(by: Person, kind: ImportKind, fileName: string, bytes: Buffer): Promise<ImportTrial> {
      const { arranged, ignored, formulas } = arrange(kind, await readSheet(bytes));
      const { counts, faults } = tryAll(kind, by, arranged, formulas);
      const id = randomUUID();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      inTransaction(db, () => {
        repo.forgetRows(clock() - keptMs);
        repo.insert({
          id,
          kind,
          fileName,
          sha256,
          personId: by.id,
          readAt: clock(),
          rows: faults.length > 0 ? null : arranged,
        });
      });
      return { id, rows: arranged.length, ...counts, faults: faults.slice(0, maxFaults), ignored };
    },

    /** Takes over what was tried, all or nothing; once over, the same again is told. Throws `no_such_import`, `import_changed`. */
    commit(by: Person, id: string): ImportOutcome {
      return inTransaction(db, () => {
        const tried = repo.find(id);
        if (tried?.personId !== by.id) throw new AppError('no_such_import', 'There is no such import of yours.');
        if (tried.outcome) return tried.outcome;
        if (!tried.rows) throw new AppError('import_changed', 'The file has faults, or was tried too long ago.');
        const { counts, faults } = takeAll(tried.kind, by, tried.rows, new Set());
        if (faults.length > 0) {
          throw new AppError(
            'import_changed',
            `Row ${faults[0]?.row} no longer fits: something was changed meanwhile.`,
          );
        }
        repo.finish(id, counts, clock());
        return counts;
      });
    },
  };
}
