import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildInterface } from './browser.ts';

const limitBytes = 350_000;

/** Script files that must be there before a page shows: those its own imports, not what it loads later. */
function neededBy(assets: string, names: readonly string[]): Set<string> {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    const source = readFileSync(join(assets, name), 'utf8');
    for (const [, imported = ''] of source.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) visit(imported);
  };
  for (const name of names) visit(name);
  return needed;
}

describe('the first load of the review desk', () => {
  let webRoot: string;
  beforeAll(async () => {
    webRoot = await buildInterface();
  }, 180_000);

  it(`takes at most ${limitBytes / 1000} kB of gzipped script`, () => {
    const assets = join(webRoot, 'assets');
    const html = readFileSync(join(webRoot, 'index.html'), 'utf8');
    const entries = [...html.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name = '']) => name);
    const desk = readdirSync(assets).filter((name) => /^review-page-.*\.js$/.test(name));
    expect(entries.length).toBeGreaterThan(0);
    expect(desk).toHaveLength(1);
    const needed = neededBy(assets, [...entries, ...desk]);
    expect(needed.size).toBeGreaterThan(3);
    const bytes = [...needed].map((name) => gzipSync(readFileSync(join(assets, name))).length);
    const total = bytes.reduce((sum, one) => sum + one, 0);
    console.info(`first load of the review desk: ${Math.round(total / 100) / 10} kB of gzipped script`);
    expect(total).toBeLessThanOrEqual(limitBytes);
  });
});
