import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colours, modelDir, photoOf } from '../classification/classification.fixture.ts';

const run = promisify(execFile);
const evaluate = (...args: string[]) =>
  run(process.execPath, ['scripts/model-evaluate.ts', ...args, '--model', modelDir], { encoding: 'utf8' });

describe('model:evaluate', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-evaluate-'));
    writeFileSync(join(dir, 'red.png'), photoOf(colours.hazardous));
    writeFileSync(join(dir, 'green.png'), photoOf(colours.kitchen));
    writeFileSync(join(dir, 'blue.png'), photoOf(colours.recyclable));
    const rows = ['red.png,dev,hazardous', 'green.png,dev,kitchen', 'blue.png,dev,recyclable', 'blue.png,dev,residual'];
    const text = [
      'file,split,category,item,source',
      ...rows.map((row) => `${row},thing,web`),
      'gone.png,lost,kitchen,thing,web',
    ];
    writeFileSync(join(dir, 'labels.csv'), `${text.join('\n')}\n`);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('gives figures for programs, and its progress elsewhere', async () => {
    const { stdout, stderr } = await evaluate(dir, '--json');
    const figures = JSON.parse(stdout);
    expect(figures).toMatchObject({
      model: 'tiny-mean-colour@1.0.0',
      photos: 4,
      accuracy: { count: 3, of: 4 },
      balancedAccuracy: { value: 0.75, classes: 4 },
      sources: [{ source: 'web', accuracy: { count: 3, of: 4 } }],
    });
    // The mislabelled blue one is the only flag when everything is in its bin.
    expect(figures.flags.allInTheirBins).toMatchObject({ misplaced: 0, falseFlags: { count: 1, of: 4 } });
    expect(figures.confusion.counts[3]).toEqual([1, 0, 0, 0, 0, 0]);
    expect(stderr).toContain('4 of 4 photographs');
  });

  it('prints the same for people', async () => {
    const { stdout } = await evaluate(dir);
    expect(stdout).toMatch(/balanced accuracy {2}0\.7500/);
    expect(stdout).toMatch(/false flags per 1,000 +250\.0/);
  });

  it('explains itself, and what is wrong, without a stack', async () => {
    expect((await evaluate('--help')).stdout).toContain('Usage: npm run model:evaluate -- DIR');
    const failures = [
      [[dir, '--split', 'lost'], /gone\.png is named in labels\.csv but isn't there/],
      [[dir, '--split', 'test'], /no split "test"; it has: dev, lost/],
      [[], /Please give one folder/],
      [[dir, '--scheme', 'mars'], /no scheme "mars"/],
      [[dir, '--no-such'], /Unknown option[\s\S]*Usage/],
    ] as const;
    for (const [args, message] of failures) {
      const failed = evaluate(...args);
      await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
      await expect(failed).rejects.toMatchObject({ stderr: expect.not.stringMatching(/\n {4}at /) });
    }
  });
});
