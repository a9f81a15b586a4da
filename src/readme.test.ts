import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = import.meta.dirname;

const foldersIn = (folder: string): string[] =>
  readdirSync(join(src, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [`${folder}${entry.name}/`] : [],
  );

describe('the map in src/README.md', () => {
  const named = [...readFileSync(join(src, 'README.md'), 'utf8').matchAll(/^- `([^`]+)`: \S/gm)].map(
    ([, path]) => path,
  );
  const files = readdirSync(src, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const topFolders = foldersIn('');
  // Migrations belong to the database's line.
  const below = topFolders.flatMap(foldersIn);

  it('names every file of src and every folder, and nothing that is not there', () => {
    expect(named.sort()).toEqual([...files, ...topFolders, ...below].sort());
  });
});
