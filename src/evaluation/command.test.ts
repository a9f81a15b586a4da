import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colours, modelDir, photoOf } from '../classification/classification.fixture.ts';
import { loadModel } from '../inference/manifest.ts';
import type { Report } from './report.rules.ts';

const run = promisify(execFile);
const call = (script: string, ...args: string[]) =>
  run(process.execPath, [`scripts/${script}.ts`, ...args], { encoding: 'utf8' });
const readReport = (path: string): Report => JSON.parse(readFileSync(path, 'utf8'));

describe('commands that measure a model', () => {
  let dir: string;
  let scenes: string[];
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-evaluate-'));
    writeFileSync(join(dir, 'red.png'), photoOf(colours.hazardous));
    writeFileSync(join(dir, 'green.png'), photoOf(colours.kitchen));
    writeFileSync(join(dir, 'blue.png'), photoOf(colours.recyclable));
    const rows = ['red.png,dev,hazardous', 'green.png,dev,kitchen', 'blue.png,dev,recyclable', 'blue.png,dev,residual'];
    const text = [
      'file,split,category,item,source,group',
      ...rows.map((row, index) => `${row},thing,web,${index}`),
      'gone.png,lost,kitchen,thing,moon,9',
    ];
    writeFileSync(join(dir, 'labels.csv'), `${text.join('\n')}\n`);
    writeFileSync(join(dir, 'debatable.csv'), 'file,kind,seen,suggest\nblue.png,wrong category,a carton,recyclable\n');
    writeFileSync(join(dir, 'copies.csv'), 'train,dev\nother.png,red.png\n');
    mkdirSync(join(dir, 'scenes'));
    cpSync('fixtures/scenes/four-bins/01.jpg', join(dir, 'scenes/station-1.jpg'));
    const parts = ['station-1,dev,0,0,0.3,0.3,wall,', 'station-1,held,0.5,0.5,0.3,0.3,closed_bag,'];
    writeFileSync(join(dir, 'crops.csv'), ['scene,split,x,y,width,height,label,note', ...parts, ''].join('\n'));
    scenes = ['--scenes', join(dir, 'scenes'), '--scene-crops', join(dir, 'crops.csv')];
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const evaluate = (...args: string[]) => call('model-evaluate', ...args, '--model', modelDir);

  it('give all figures, for people and for programs, and their progress elsewhere', async () => {
    const json = join(dir, 'report.json');
    const debatable = join(dir, 'debatable.csv');
    const leftOut = ['--left-out', `web=${modelDir}`];
    const lists = ['--debatable', debatable, '--copies', join(dir, 'copies.csv')];
    const { stdout, stderr } = await evaluate(dir, '--json', json, ...lists, ...scenes, ...leftOut);
    expect(stdout).toMatch(/balanced accuracy over five classes +75\.0 % .* ≥ 96\.0 % +no +3 of 4 right, 4 classes/);
    expect(stdout).toMatch(/one view, one thread +\d+\.\d ms/);
    expect(stdout).toMatch(/leave-one-source-out, mean balanced accuracy +75\.0 % .* web 75\.0 %/);
    expect(stderr).toContain('5 of 5 pictures');
    const report = readReport(json);
    expect(report).toMatchObject({
      model: 'tiny-mean-colour@1.0.0',
      bytes: loadModel(modelDir).bytes,
      photos: 4,
      accuracy: { count: 3, of: 4 },
      balancedAccuracy: { value: 0.75, classes: 4 },
      sources: [{ source: 'web', accuracy: { count: 3, of: 4 } }],
      crossFitting: { folds: 5, seed: 1 },
      subsets: [
        { name: 'undisputed labels', accuracy: { count: 2, of: 2 } },
        { name: 'no known copy in training', accuracy: { count: 2, of: 3 } },
      ],
      leftOut: [{ source: 'web', photos: 4, balancedAccuracy: { value: 0.75 } }],
      worstMistakes: [
        { file: 'blue.png', truth: 'residual', predicted: 'recyclable', debatable: 'wrong category: a carton' },
      ],
    });
    expect(report.confusion.counts[3]).toEqual([1, 0, 0, 0, 0, 0]);
    expect(report.flags.byShare.map(({ misplacedShare }) => misplacedShare)).toEqual([0.2, 0.05, 0.02]);
    const never = report.unflaggable.map(({ truth, from, split }) => `${truth} ${from} ${split}`);
    expect(never).toEqual(['closed_bag scenes held', 'nothing_to_judge scenes dev']);
  });

  it('give the same figures every time', async () => {
    const reports = [];
    for (const name of ['one.json', 'two.json']) {
      await evaluate(dir, '--json', join(dir, name), '--no-speed');
      reports.push(readReport(join(dir, name)));
    }
    expect(reports[0]).toEqual(reports[1]);
    expect(reports[0]?.speed).toBeNull();
  });

  it('keep times and left-out sources of an earlier report of the same network', async () => {
    const [first, second] = [join(dir, 'first.json'), join(dir, 'second.json')];
    await evaluate(dir, '--json', first, '--left-out', `web=${modelDir}`);
    await evaluate(dir, '--json', second, '--no-speed', '--earlier', first);
    expect(readReport(second)).toEqual(readReport(first));
    writeFileSync(first, JSON.stringify({ ...readReport(first), sha256: 'another' }));
    const refused = evaluate(dir, '--no-speed', '--earlier', first);
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining('of another network') });
  });

  it('judge pictures that chose nothing by the manifest', async () => {
    const json = join(dir, 'served.json');
    const { stdout } = await evaluate(dir, '--as-served', '--no-speed', '--json', json);
    const { crossFitting, served } = readReport(json);
    expect(crossFitting).toMatchObject({ folds: 1, chosen: served, calibrations: [served] });
    expect(stdout).toContain('each photo judged by the manifest');
  });

  it('write what they choose into the manifest and leave the rest of it alone', async () => {
    const own = join(dir, 'model');
    cpSync(modelDir, own, { recursive: true });
    const before = loadModel(own);
    const { stdout } = await call('model-calibrate', own, dir, ...scenes, '--version', '1.1.0');
    const { temperature, offsets, thresholds, version, model, modelPath, check, ...rest } = loadModel(own);
    expect(check?.probabilities).toHaveLength(rest.labels.length);
    expect(before).toMatchObject(rest);
    expect(offsets).toHaveLength(rest.labels.length);
    expect([version, model]).toEqual(['1.1.0', 'tiny-mean-colour@1.1.0']);
    expect(thresholds.chosenFor).toMatch(/flag precision ≥ 0\.9775 with 20 % .* 4 dev photos, 1 parts of dev scenes/);
    expect(stdout).toContain(`temperature ${temperature}, `);
    expect(stdout).toContain(`flag ${thresholds.flag} (softened ${thresholds.softening})`);
    await call('model-evaluate', dir, ...scenes, '--model', own, '--no-speed', '--json', join(dir, 'own.json'));
    const { served, crossFitting } = readReport(join(dir, 'own.json'));
    expect(served).toEqual(crossFitting.chosen);
  });

  it('put several models into one table', async () => {
    const json = join(dir, 'all.json');
    const { stdout } = await call('model-compare', modelDir, modelDir, '--photos', dir, '--no-speed', '--json', json);
    expect(stdout.match(/tiny-mean-colour@1\.0\.0 +0\.0 +– +– +75\.0 %/g)).toHaveLength(2);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toHaveLength(2);
  });

  it('explain themselves, and what is wrong, without a stack', async () => {
    const { stdout } = await call('model-evaluate', '--help');
    expect(stdout).toContain('Usage: npm run model:evaluate -- DIR');
    const failures = [
      [evaluate(dir, '--split', 'lost'), /gone\.png is named among the photographs but isn't there/],
      [evaluate(), /Please give one folder[\s\S]*Usage/],
      [evaluate(dir, '--left-out', 'web'), /needs SOURCE=DIR/],
      [evaluate(dir, '--no-such'), /Unknown option[\s\S]*Usage/],
      [call('model-calibrate', modelDir), /Please give the model's folder/],
      [call('model-compare', modelDir), /Please give models and --photos/],
    ] as const;
    const explained = failures.map(async ([failed, message]) => {
      await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
      await expect(failed).rejects.toMatchObject({ stderr: expect.not.stringMatching(/\n {4}at /) });
    });
    await Promise.all(explained);
  });
});
