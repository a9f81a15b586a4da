import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Classifier, startClassifier } from './classifier.ts';

const modelDir = 'fixtures/tiny-model';
const values = 3 * 32 * 32;

/** A picture of one colour, each channel in −1..1. */
function tensorOf(red: number, green: number, blue: number): Float32Array<ArrayBuffer> {
  const tensor = new Float32Array(values);
  for (const [channel, value] of [red, green, blue].entries()) tensor.fill(value, channel * 1024, (channel + 1) * 1024);
  return tensor;
}

const ramp = (index: number) => tensorOf(Math.sin(index), Math.cos(index), Math.sin(3 * index));
const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('classifier', () => {
  const batches: number[] = [];
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await startClassifier({ modelDir, maxBatch: 8, onBatch: (size) => batches.push(size) });
  });
  afterAll(() => classifier.close());

  it('gives probabilities over the labels, worked out by hand', async () => {
    // Red: logits 8 × (2, −1, −1, 0.5, 1, 1).
    const probabilities = await classifier.classify(tensorOf(1, -1, -1));
    const weights = [16, -8, -8, 4, 8, 8].map((logit) => Math.exp(logit - 16));
    const sum = weights.reduce((a, b) => a + b);
    for (const [index, weight] of weights.entries()) expect(probabilities[index]).toBeCloseTo(weight / sum, 5);
  });

  it('gives the same numbers in batches as one by one, each to the one who asked', async () => {
    const single: Float32Array[] = [];
    for (let index = 0; index < 20; index += 1) single.push(await classifier.classify(ramp(index)));
    batches.length = 0;
    const together = await Promise.all(Array.from({ length: 20 }, (_, index) => classifier.classify(ramp(index))));
    expect(batches).toEqual([1, 8, 8, 3]);
    for (const [index, probabilities] of together.entries()) {
      for (const [label, value] of probabilities.entries()) expect(value).toBeCloseTo(single[index]![label]!, 6);
    }
  });

  it('runs the views of a photograph in one batch, however many wait beside them', async () => {
    const single: Float32Array[] = [];
    for (let index = 0; index < 20; index += 1) single.push(await classifier.classify(ramp(index)));
    batches.length = 0;
    // Photographs of 4, 6, 1, 5 and 12 views; the second and third run together, the last alone as a batch of its own.
    const sizes = [4, 6, 1, 5, 12];
    let taken = 0;
    const photos = sizes.map((size) => Array.from({ length: size }, () => taken++ % 20));
    const answers = await Promise.all(photos.map((views) => classifier.classifyTogether(views.map(ramp))));
    expect(batches).toEqual([4, 7, 5, 12]);
    for (const [photo, views] of photos.entries()) {
      for (const [view, index] of views.entries()) {
        for (const [label, value] of answers[photo]![view]!.entries())
          expect(value).toBeCloseTo(single[index]![label]!, 6);
      }
    }
    expect(await classifier.classifyTogether([])).toEqual([]);
  });

  it('lets the loop of its caller turn while a batch is running', async () => {
    let mostTurns = 0;
    // Another busy process may leave single runs no turn; one that leaves many is enough.
    for (let round = 0; round < 1000 && mostTurns <= 5; round += 1) {
      let running = true;
      const answer = classifier.classify(ramp(round)).finally(() => {
        running = false;
      });
      let turns = 0;
      for (; running; turns += 1) await nextTick();
      await answer;
      mostTurns = Math.max(mostTurns, turns);
    }
    // A run on this thread would leave room for two turns at most: one before it and one after.
    expect(mostTurns).toBeGreaterThan(5);
  });

  it('takes the tensor’s memory over, but not that of its neighbours', async () => {
    const own = ramp(1);
    const shared = new Float32Array(2 * values);
    await classifier.classify(own);
    await classifier.classify(shared.subarray(0, values));
    expect([own.length, shared.length]).toEqual([0, 2 * values]);
  });

  it('refuses a tensor of another size', async () => {
    await expect(classifier.classify(new Float32Array(5))).rejects.toThrow(RangeError);
    const good = ramp(1);
    await expect(classifier.classifyTogether([good, new Float32Array(5)])).rejects.toThrow(RangeError);
    expect(good).toHaveLength(values);
  });
});

describe('a classifier’s end', () => {
  it('waits for what was handed in', async () => {
    const classifier = await startClassifier({ modelDir, maxBatch: 1 });
    const answers = [1, 2, 3].map((index) => classifier.classify(ramp(index)));
    await classifier.close();
    expect((await Promise.all(answers)).map((answer) => answer.length)).toEqual([6, 6, 6]);
    await expect(classifier.classify(ramp(4))).rejects.toThrow(/ended/);
  });

  it('rejects what is pending and is reported once when the thread dies', async () => {
    const deaths: Error[] = [];
    // Dies at its first batch. The real one is not killed here: torn down in the middle of a run, the native library may
    // take the whole process along.
    const program = `const { parentPort } = require('node:worker_threads');
      parentPort.once('message', () => process.exit(3));
      parentPort.postMessage({ kind: 'ready' });`;
    const classifier = await startClassifier(
      { modelDir, maxBatch: 1, onDeath: (error) => deaths.push(error) },
      () => new Worker(program, { eval: true }),
    );
    const pending = Array.from({ length: 50 }, (_, index) => classifier.classify(ramp(index)));
    const settled = await Promise.allSettled(pending);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    expect(deaths).toHaveLength(1);
    await expect(classifier.classify(ramp(0))).rejects.toThrow(/thread has ended/);
    await classifier.close();
    expect(deaths).toHaveLength(1);
  });
});

describe('a classifier’s start', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-model-'));
    cpSync(modelDir, dir, { recursive: true });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  function write(changes: Record<string, unknown>): void {
    const manifest = JSON.parse(readFileSync(join(modelDir, 'manifest.json'), 'utf8'));
    writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ ...manifest, ...changes }));
  }

  it('fails when the network has other outputs than the manifest has labels', async () => {
    write({ labels: ['battery', 'vegetable'] });
    await expect(startClassifier({ modelDir: dir })).rejects.toThrow(/12 numbers for 2 pictures and 2 labels/);
  });

  it('fails when the manifest names another input', async () => {
    write({ output: { name: 'probabilities' } });
    await expect(startClassifier({ modelDir: dir })).rejects.toThrow(/manifest names input and probabilities/);
  });

  it('fails when the file is no network', async () => {
    const bytes = Buffer.from('this is no network');
    writeFileSync(join(dir, 'model.onnx'), bytes);
    write({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    await expect(startClassifier({ modelDir: dir })).rejects.toThrow(/failed|protobuf/i);
  });
});
