import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClassifier } from './classifier.ts';
import { checkTensor } from './self-check.ts';

describe('a network that was measured elsewhere', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-check-'));
    cpSync('fixtures/tiny-model', dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const writeCheck = (probabilities: number[]): void => {
    const path = join(dir, 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), check: { probabilities } }));
  };
  const measure = async (): Promise<number[]> => {
    const classifier = await startClassifier({ modelDir: dir });
    const found = Array.from(await classifier.classify(checkTensor(classifier.manifest.input)));
    await classifier.close();
    return found;
  };

  it('starts where it computes the same, but for rounding', async () => {
    const found = await measure();
    writeCheck(found.map((value) => Math.min(1, value + 0.01)));
    expect(await measure()).toEqual(found);
  });

  it('is refused where it computes something else, with what to do', async () => {
    const [first = 0, ...rest] = await measure();
    writeCheck([first > 0.5 ? first - 0.1 : first + 0.1, ...rest]);
    await expect(measure()).rejects.toThrow(/off by 0\.10.*VNNI.*MODEL_DIR/);
  });
});
