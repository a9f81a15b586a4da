import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes } from '../inference/categories.ts';
import { shift, soften } from '../inference/distributions.ts';
import { calibrate, fitOffsets, fitTemperature } from './calibration.rules.ts';
import { calibrationError } from './calibration-error.rules.ts';
import { seededRandom } from './evaluation.rules.ts';
import { judge } from './judgement.rules.ts';
import { sampleOf, samplesThatKnowThemselves } from './samples.fixture.ts';
import { servedAims } from './thresholds.rules.ts';

describe('the temperature', () => {
  it('is found again when probabilities that were right are sharpened', () => {
    const samples = samplesThatKnowThemselves(4000, 1);
    expect(Math.abs(fitTemperature(samples, outcomes) - 1)).toBeLessThan(0.05);
    const sharpened = samples.map((sample) => ({ ...sample, items: soften(sample.items, 0.5) }));
    expect(Math.abs(fitTemperature(sharpened, outcomes) - 2)).toBeLessThan(0.1);
  });

  it('is 1 where nothing is known, and leaves parts of scenes out', () => {
    expect(fitTemperature([], outcomes)).toBe(1);
    const photos = samplesThatKnowThemselves(300, 2);
    const scene = sampleOf('nothing_to_judge', [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { origin: 'scene' });
    const alone = calibrate(photos, outcomes, servedAims).temperature;
    const many = Array.from({ length: 300 }, () => scene);
    expect(calibrate([...photos, ...many], outcomes, servedAims).temperature).toBe(alone);
  });
});

describe('the offsets', () => {
  /** As if the network had seen `factor` times as much residual waste as there is. */
  const leaning = (factor: number) =>
    samplesThatKnowThemselves(4000, 1).map((sample) => ({
      ...sample,
      items: shift(sample.items, (index) => (outcomes[index] === 'residual' ? Math.log(factor) : 0)),
    }));

  it('take back what a network leans to, but for what they cost', () => {
    const upright = fitOffsets(leaning(1), outcomes, 1);
    const lean = fitOffsets(leaning(1 / 3), outcomes, 1);
    const gained = lean.residual - lean.kitchen - (upright.residual - upright.kitchen);
    expect(gained).toBeGreaterThan(0.8);
    expect(gained).toBeLessThan(Math.log(3) + 0.02);
  });

  it('are 0 for what no picture shows, and where there are none', () => {
    expect(fitOffsets(leaning(1), outcomes, 1).nothing_to_judge).toBe(0);
    expect(Object.values(fitOffsets([], outcomes, 1))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("don't depend on how many pictures there are of an outcome", () => {
    const samples = samplesThatKnowThemselves(300, 4);
    const kitchen = samples.filter(({ truth }) => truth === 'kitchen');
    const [once, thrice] = [samples, [...samples, ...kitchen, ...kitchen]].map((each) => fitOffsets(each, outcomes, 1));
    // More pictures make offsets cheaper, hence not quite the same.
    for (const name of outcomes) expect(Math.abs(once![name] - thrice![name])).toBeLessThan(0.03);
  });
});

describe('thresholds', () => {
  const isFlagged = (decisions: Record<string, string>) => Object.values(decisions).includes('misplaced');

  it('keep what they were chosen for on what they were chosen on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const samples = samplesThatKnowThemselves(300, seed);
        const calibration = calibrate(samples, outcomes, servedAims);
        const judged = samples.map((sample) => ({ ...sample, ...judge(sample, calibration, outcomes) }));
        let [right, all] = [0, 0];
        for (const { truth, decisions } of judged) {
          for (const [bin, decision] of Object.entries(decisions)) {
            if (decision !== 'misplaced') continue;
            const isOwn = truth === bin;
            const weight = truth === 'closed_bag' ? 0.25 : isOwn ? 0.8 : 0.2 / 3;
            all += weight;
            right += isOwn || truth === 'closed_bag' ? 0 : weight;
          }
        }
        // Where no threshold is precise enough the highest is taken.
        if (calibration.thresholds.flag < 0.999)
          expect(right / all).toBeGreaterThanOrEqual(servedAims.flagPrecision - 1e-9);
        const bags = judged.filter(({ truth }) => truth === 'closed_bag');
        if (calibration.thresholds.flag < 0.999) {
          expect(bags.filter(({ decisions }) => isFlagged(decisions)).length).toBeLessThanOrEqual(
            servedAims.wronglyFlagged * bags.length,
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('rise where parts of scenes would be flagged', () => {
    const photos = samplesThatKnowThemselves(400, 3, 12);
    const scene = sampleOf('nothing_to_judge', [0.994, 0.0015, 0.0015, 0.0015, 0.0005, 0.001], { origin: 'scene' });
    const before = calibrate(photos, outcomes, servedAims);
    const after = calibrate([...photos, ...Array.from({ length: 50 }, () => scene)], outcomes, servedAims);
    expect(isFlagged(judge(scene, before, outcomes).decisions)).toBe(true);
    expect(isFlagged(judge(scene, after, outcomes).decisions)).toBe(false);
  });

  it('are the highest there are when nothing would do', () => {
    const wrong = sampleOf('kitchen', [1, 0, 0, 0, 0, 0]);
    const { thresholds } = calibrate([wrong], outcomes, servedAims);
    expect(thresholds).toMatchObject({ flag: 0.999, softening: 1 });
  });
});

describe('the calibration error', () => {
  it('is 0 for no surprise and the distance for nothing but surprises', () => {
    expect(calibrationError([{ confidence: 1, right: true }], 15).value).toBe(0);
    expect(calibrationError([{ confidence: 1, right: false }], 15).value).toBe(1);
    const half = [true, false].map((right) => ({ confidence: 0.5, right }));
    expect(calibrationError(half, 15)).toMatchObject({ value: 0, photos: 2 });
    expect(calibrationError([], 15).value).toBeNull();
  });

  it('is small when right answers come as often as they are expected', () => {
    const random = seededRandom(7);
    const rows = Array.from({ length: 20_000 }, () => {
      const confidence = random();
      return { confidence, right: random() < confidence };
    });
    expect(calibrationError(rows, 15).value).toBeLessThan(0.015);
  });

  it('counts each photograph once, and never leaves 0 to 1', () => {
    const row = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), (rows, count) => {
        const { value, bins } = calibrationError(rows, count);
        expect(bins.reduce((sum, { photos }) => sum + photos, 0)).toBe(rows.length);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});
