import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Classifier, startClassifier } from './classifier.ts';
import { preparePhoto } from './preprocess.ts';

/** Numbers that scripts/train/parity.py computed with pyvips and Python's ONNX Runtime. */
const parityDir = 'fixtures/parity';
const paritySchema = z.object({
  model: z.string(),
  modelSha256: z.string(),
  file: z.string(),
  crop: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  upright: z.object({ width: z.number(), height: z.number() }),
  tensor: z.object({ mean: z.number(), std: z.number(), indices: z.array(z.int()), values: z.array(z.number()) }),
  probabilities: z.array(z.number()),
});
const cases = existsSync(parityDir) ? readdirSync(parityDir).filter((name) => name.endsWith('.json')) : [];
const readCase = (name: string) => paritySchema.parse(JSON.parse(readFileSync(join(parityDir, name), 'utf8')));
const tolerance = 1e-3;

function meanAndDeviation(values: Float32Array): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

function expectClose(actual: ArrayLike<number>, wanted: number[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [index, value] of wanted.entries()) {
    expect(Math.abs(actual[index]! - value), `value ${index}`).toBeLessThan(tolerance);
  }
}

describe('parity with training', () => {
  const models = new Map<string, Classifier>();
  beforeAll(async () => {
    for (const id of new Set(cases.map((name) => readCase(name).model.split('@')[0]!))) {
      models.set(id, await startClassifier({ modelDir: join('models', id) }));
    }
  });
  afterAll(async () => {
    for (const classifier of models.values()) await classifier.close();
  });

  it('has cases to compare', () => {
    expect(cases.length).toBeGreaterThan(3);
  });

  it.each(cases)('%s: input and probabilities are those of training', async (name) => {
    const given = readCase(name);
    const classifier = models.get(given.model.split('@')[0]!)!;
    const { manifest } = classifier;
    expect([manifest.model, manifest.sha256]).toEqual([given.model, given.modelSha256]);
    const crops = given.crop && [given.crop];
    const photo = await preparePhoto(join(parityDir, given.file), crops, manifest.input, { maxPixels: 1e7 });
    expect({ width: photo.width, height: photo.height }).toEqual(given.upright);
    const { tensor } = photo.views[0]!;
    const { mean, std } = meanAndDeviation(tensor);
    expectClose([mean, std], [given.tensor.mean, given.tensor.std]);
    expectClose(
      given.tensor.indices.map((index) => tensor[index]!),
      given.tensor.values,
    );
    expectClose(await classifier.classify(tensor), given.probabilities);
  });
});
