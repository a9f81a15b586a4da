import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = import.meta.dirname;
/** Folders of src that are no feature. */
const ground = new Set([
  'platform',
  'inference',
  'config',
  'container',
  'testing',
  'docs',
  'evaluation',
  'web',
  'demo',
  'camera-client',
]);

interface Import {
  from: string;
  /** Path below src for the project's own files, the module's name for others. */
  to: string;
  typeOnly: boolean;
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;

function importsOf(path: string): Import[] {
  return [...readFileSync(join(src, path), 'utf8').matchAll(statement)].map(([, type, module = '']) => ({
    from: path,
    to: module.startsWith('.') ? relative(src, resolve(src, dirname(path), module)) : module,
    typeOnly: type !== undefined,
  }));
}

const imports = (readdirSync(src, { recursive: true }) as string[])
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path))
  .flatMap(importsOf);
const folderOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const isFeature = (path: string): boolean => folderOf(path) !== '' && !ground.has(folderOf(path));
const isOwn = (path: string): boolean => /\.(tsx?|json)$/.test(path);
const describeAll = (found: Import[]): string[] => found.map(({ from, to }) => `${from} → ${to}`);

describe('the directions of src/README.md', () => {
  it('are read from the files (there are imports to look at)', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.some(({ to }) => to === 'inference/categories.ts')).toBe(true);
  });

  it('platform and inference know no feature', () => {
    const found = imports.filter(({ from, to }) => /^(platform|inference)\//.test(from) && isOwn(to) && isFeature(to));
    expect(describeAll(found)).toEqual([]);
  });

  it('rules import types only, and what computes without reading or writing', () => {
    const pure = /\.rules\.ts$|^node:crypto$|^inference\/(categories|decision|distributions)\.ts$/;
    const found = imports.filter(({ from, to, typeOnly }) => from.endsWith('.rules.ts') && !typeOnly && !pure.test(to));
    expect(describeAll(found)).toEqual([]);
  });

  it('the interface takes from the rest only what the API is made of', () => {
    // What is wrong with a polygon is said while it is drawn, by the rules that the API checks it with. Cells and charts of a
    // report look on the page as they do on paper.
    const shared =
      /\.schemas\.ts$|^inference\/categories\.ts$|^platform\/problem-codes\.ts$|^cameras\/polygon\.rules\.ts$|^report-document\/(cell-text|chart-option)\.rules\.ts$/;
    const found = imports.filter(
      ({ from, to }) => from.startsWith('web/') && isOwn(to) && !to.startsWith('web/') && !shared.test(to),
    );
    expect(describeAll(found)).toEqual([]);
  });

  it('a feature reaches another by its service, schemas, rules, guards or tables, never by its routes', () => {
    const found = imports.filter(
      ({ from, to }) => isFeature(from) && isFeature(to) && folderOf(from) !== folderOf(to) && /\.routes\.ts$/.test(to),
    );
    expect(describeAll(found)).toEqual([]);
  });

  it('only repositories, tables and the database know tables by more than their words', () => {
    const found = imports.filter(
      ({ from, to, typeOnly }) => to.endsWith('.table.ts') && !typeOnly && !/\.(repo|table)\.ts$/.test(from),
    );
    expect(describeAll(found)).toEqual([]);
  });
});
