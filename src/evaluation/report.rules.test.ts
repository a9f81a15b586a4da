import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomes } from '../inference/categories.ts';
import { loadModel } from '../inference/manifest.ts';
import { cardSection } from './card.presenter.ts';
import { evaluate } from './evaluation.service.ts';
import { presentReport, presentSummary } from './report.presenter.ts';
import { type Report, tableRows } from './report.rules.ts';
import { readReport } from './report-file.ts';
import { sampleOf, samplesThatKnowThemselves } from './samples.fixture.ts';

const modelDir = 'fixtures/tiny-model';

function reportOfSamples(more: Partial<Report> = {}): Report {
  const photos = samplesThatKnowThemselves(400, 1, 6).map((sample, index) => {
    return { ...sample, file: `photo-${index}.jpg`, source: index % 3 === 0 ? 'street' : 'web', item: 'thing' };
  });
  const wall = sampleOf('nothing_to_judge', [0.01, 0.01, 0.01, 0.01, 0.01, 0.95], {
    origin: 'scene',
    group: 'station',
  });
  const crops = ['dev', 'held'].map((split) => ({ ...wall, scene: 'station', split, label: 'wall' }));
  const { model, sha256, bytes, temperature, thresholds } = loadModel(modelDir);
  const { chosenFor: _words, ...served } = thresholds;
  const about = { schema: 1, model, sha256, bytes, scheme: 'here', dir: 'photos', split: 'dev', speed: null } as const;
  const evaluation = evaluate({ photos, crops, itemOutcomes: [...outcomes] }, 1);
  const worstMistakes = evaluation.worstMistakes.map((mistake) => ({ ...mistake, debatable: null }));
  return {
    ...about,
    ...evaluation,
    worstMistakes,
    served: { temperature, thresholds: served },
    subsets: [],
    leftOut: [],
    ...more,
  };
}

const report = reportOfSamples();
const rowOf = (given: Report, measure: RegExp) => tableRows(given).find((row) => measure.test(row.measure));

describe('the table', () => {
  it('says of each bar whether it is reached, and nothing where nothing was measured', () => {
    const at = (value: number) => ({ ...report, balancedAccuracy: { ...report.balancedAccuracy, value } });
    expect(rowOf(at(0.96), /over five classes/)).toMatchObject({ bar: { atLeast: 0.96 }, reached: true });
    expect(rowOf(at(0.959), /over five classes/)).toMatchObject({ reached: false });
    const error = (value: number) => ({ ...report, calibrationError: { ...report.calibrationError, value } });
    expect(rowOf(error(0.03), /calibration error/)).toMatchObject({ bar: { atMost: 0.03 }, reached: true });
    expect(rowOf(error(0.0301), /calibration error/)).toMatchObject({ reached: false });
    expect(rowOf(report, /leave-one-source-out/)).toMatchObject({ value: null, reached: null });
    expect(rowOf(report, /leave-one-source-out/)?.counts).toContain('--left-out SOURCE=DIR');
  });

  it('takes the mean over left-out sources that hold at least three categories', () => {
    const leftOut = [
      { source: 'a', classes: 3, value: 0.7 },
      { source: 'b', classes: 4, value: 0.9 },
      { source: 'c', classes: 2, value: 0.1 },
    ].map(({ source, classes, value }) => {
      return { source, model: 'm@1.0.0', photos: 9, balancedAccuracy: { value, classes, interval: null } };
    });
    const row = rowOf({ ...report, leftOut }, /leave-one-source-out/);
    expect(row?.value).toBeCloseTo(0.8, 12);
    expect(row?.counts).toBe('a 70.0 %, b 90.0 %');
  });

  it('asks a source for its bar from 50 photographs on, and has an interval for all', () => {
    const few = report.sources.map((source) => ({ ...source, accuracy: { ...source.accuracy, of: 49 } }));
    for (const row of tableRows(report).filter(({ measure }) => /accuracy, /.test(measure))) {
      expect(row).toMatchObject({ bar: { atLeast: 0.92 }, interval: { low: expect.any(Number) } });
    }
    expect(rowOf({ ...report, sources: few }, /accuracy, web/)).toMatchObject({ bar: null, reached: null });
  });

  it('judges held-back scenes by what all of dev chose and dev by its folds, and flags no wall', () => {
    expect(report.unflaggable).toMatchObject([
      { truth: 'closed_bag', from: 'photos', split: 'dev' },
      { truth: 'nothing_to_judge', split: 'held', flagged: { count: 0, of: 1 }, recognised: { count: 1 } },
      { truth: 'nothing_to_judge', split: 'dev', byLabel: [{ label: 'wall', flagged: { count: 0, of: 1 } }] },
    ]);
    expect(report.crossFitting.calibrations).toHaveLength(5);
  });

  it('stands in the terminal, in the card and, shortened, in the READMEs with the same figures', () => {
    const { value } = report.balancedAccuracy;
    const words = `${(value! * 100).toFixed(1)} %`;
    for (const text of [presentReport(report), cardSection(report), presentSummary(report)]) {
      expect(text).toMatch(new RegExp(`balanced accuracy over five classes[ |]+${words}`));
    }
    expect(presentSummary(report)).not.toMatch(/accuracy, web/);
    expect(cardSection(report)).toContain(`\`${report.worstMistakes[0]!.file}\``);
  });
});

describe('the report beside a model', () => {
  it('is refused when it is of another network or of other thresholds', () => {
    const dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-report-'));
    try {
      cpSync(modelDir, dir, { recursive: true });
      expect(readReport(dir)).toBeNull();
      const write = (given: Report) => writeFileSync(join(dir, 'evaluation.json'), JSON.stringify(given));
      write(report);
      expect(readReport(dir)).toEqual(JSON.parse(JSON.stringify(report)));
      const { served } = report;
      const others: Partial<Report>[] = [
        { sha256: '0'.repeat(64) },
        { model: 'tiny-mean-colour@2.0.0' },
        { served: { ...served, temperature: 2 } },
        { served: { ...served, thresholds: { ...served.thresholds, flag: 0.5 } } },
      ];
      for (const other of others) {
        write({ ...report, ...other });
        expect(() => readReport(dir)).toThrow(/is not of the model beside it/);
      }
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
