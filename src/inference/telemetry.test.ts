import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'greensleeve-telemetry-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the library that runs the network', () => {
  it('reports to nobody: it leaves neither its log nor its queue nor its device id behind', () => {
    const classifier = pathToFileURL(join(import.meta.dirname, 'classifier.ts')).href;
    const program = `import(${JSON.stringify(classifier)}).then(async ({ startClassifier }) => {
      const one = await startClassifier({ modelDir: 'fixtures/tiny-model' });
      await one.classify(new Float32Array(3 * 32 * 32));
      await one.close();
      console.log('classified');
    });`;
    // An environment without CI, in which the library would be silent of itself.
    const env = { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home };
    const cwd = join(import.meta.dirname, '../..');
    const { stdout } = spawnSync(process.execPath, ['-e', program], { cwd, env, encoding: 'utf8' });
    expect(stdout.trim()).toBe('classified');
    expect(readdirSync(home, { recursive: true })).toEqual([]);
  });
});
