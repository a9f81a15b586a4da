import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presentGrouping } from './grouping.presenter.ts';
import { measureGrouping } from './grouping.service.ts';
import { readLabels } from './labels-csv.ts';

const root = join(import.meta.dirname, '../..');
const real = join(root, '../shared/photos');

describe('the grouping measured', () => {
  it('stays within its bars on the project’s own photographs, and says so in words', async () => {
    const photos = readLabels(join(root, 'fixtures/items'), 'dev');
    const figures = await measureGrouping(photos, { seed: 1, sequences: 6 });
    expect(figures.mergedPairs.all.of).toBeGreaterThan(15);
    expect(figures.mergedPairs.all.share).toBeLessThanOrEqual(0.05);
    expect(figures.splitPairs.all.share).toBeLessThanOrEqual(0.1);
    const text = presentGrouping(figures, ['fixtures']);
    expect(text).toContain('pairs of neighbouring frames wrongly merged (bar 1 %)');
    expect(text).toMatch(/all +\d+ of \d+ +\d+\.\d\d %/);
  });

  // Skipped where the photographs aren't: ../shared/photos.
  it.skipIf(!existsSync(real))('stays within its bars on real photographs', async () => {
    const { mergedPairs, splitPairs, splitContents } = await measureGrouping(readLabels(real, 'dev'), {
      seed: 1,
      sequences: 10,
    });
    expect(mergedPairs.all.share).toBeLessThanOrEqual(0.02);
    expect(splitPairs.all.share).toBeLessThanOrEqual(0.1);
    expect(splitContents.all.share).toBeLessThanOrEqual(0.15);
  });
});
