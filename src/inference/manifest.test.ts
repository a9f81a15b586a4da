import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModel, ModelError } from './manifest.ts';

const tinyModel = 'fixtures/tiny-model';

describe('manifest', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-model-'));
    cpSync(tinyModel, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function change(changes: Record<string, unknown>): void {
    const path = join(dir, 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...changes }));
  }

  it('is read with the name its observations are kept under', () => {
    expect(loadModel(dir)).toMatchObject({
      model: 'tiny-mean-colour@1.0.0',
      modelPath: join(dir, 'model.onnx'),
      temperature: 1,
    });
  });

  it('is refused when the network is not the one it was written for', () => {
    const path = join(dir, 'model.onnx');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    expect(() => loadModel(dir)).toThrow(/SHA-256 differs/);
    writeFileSync(path, 'version https://git-lfs.github.com/spec/v1');
    expect(() => loadModel(dir)).toThrow(/has 42 bytes, its manifest says \d+/);
  });

  it('is refused with the file’s name when it or the network is missing', () => {
    rmSync(join(dir, 'model.onnx'));
    expect(() => loadModel(dir)).toThrow(/model\.onnx can't be read/);
    rmSync(join(dir, 'manifest.json'));
    expect(() => loadModel(dir)).toThrow(/manifest\.json can't be read/);
  });

  it.each([
    ['repeated labels', { labels: ['battery', 'battery'] }, /repeat a label/],
    ['another schema', { schema: 2 }, /schema/],
    ['a network elsewhere', { file: '../model.onnx' }, /same folder/],
    ['fewer offsets than labels', { offsets: [0.5] }, /as many as labels/],
    ['a temperature of zero', { temperature: 0 }, /temperature/],
    ['thresholds that are no probabilities', { thresholds: { flag: 2 } }, /thresholds\.flag/],
  ])('is refused for %s', (_, changes, message) => {
    change(changes);
    expect(() => loadModel(dir)).toThrow(ModelError);
    expect(() => loadModel(dir)).toThrow(message);
  });
});
