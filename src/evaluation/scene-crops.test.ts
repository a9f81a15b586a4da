import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyParts, readSceneCrops } from './scene-crops.ts';

describe('parts of scenes that must never be flagged', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-scenes-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const write = (name: string, ...lines: string[]): string => {
    writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
    return join(dir, name);
  };

  it('are those looked at by a person where there is a file of them, but for what was trained on or can be judged', () => {
    const crops = write(
      'crops.csv',
      'scene,split,x,y,width,height,label,note',
      'a,dev,0.1,0.2,0.3,0.4,bin_closed,',
      'a,train,0.1,0.2,0.3,0.4,bin_closed,',
      'a,held,0.1,0.2,0.3,0.4,bin_closed,waste or bag beside the bin',
      'a,held,0,0,0.5,0.5,closed_bag,"two, tied"',
      'a,held,0,0,0.5,0.5,bin_with_waste,',
      'a,held,0,0,0.5,0.5,loose,recyclable',
    );
    const found = readSceneCrops({ dir, crops, split: join(dir, 'none.csv') });
    expect(found.map(({ label, truth, split }) => [label, truth, split])).toEqual([
      ['bin_closed', 'nothing_to_judge', 'dev'],
      ['closed_bag', 'closed_bag', 'held'],
    ]);
    expect(found[0]).toMatchObject({ path: join(dir, 'a.jpg'), crop: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 } });
  });

  it('are bins and street without waste by the boxes where there is none', () => {
    const split = write('split.csv', 'id,split', 'a,held', 'b,train');
    // A bin in the middle, waste at its foot in the left corner.
    write('a.txt', '1 0.5 0.5 0.2 0.2', '0 0.1 0.9 0.1 0.1');
    write('b.txt');
    const found = readSceneCrops({ dir, crops: join(dir, 'none.csv'), split });
    expect(found.map(({ label }) => label)).toEqual(['bin', ...Array.from({ length: 7 }, () => 'street')]);
    expect(new Set(found.map(({ scene }) => scene))).toEqual(new Set(['a']));
  });

  it('leave out a bin with waste before it, and one of a few pixels', () => {
    const bin = { kind: 'bin', crop: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 } } as const;
    const overflow = { kind: 'overflow', crop: { x: 0.2, y: 0.05, width: 0.2, height: 0.1 } } as const;
    const tiny = { kind: 'bin', crop: { x: 0.8, y: 0.8, width: 0.05, height: 0.3 } } as const;
    const labels = emptyParts([bin, overflow, tiny]).map(({ label }) => label);
    expect(labels).not.toContain('bin');
    expect(emptyParts([bin]).filter(({ label }) => label === 'bin')).toHaveLength(1);
  });

  it('are refused with what is wrong', () => {
    const none = join(dir, 'none.csv');
    expect(() => readSceneCrops({ dir, crops: none, split: none })).toThrow(/neither/);
    const pixels = write('crops.csv', 'scene,split,x,y,width,height,label,note', 'a,dev,10,20,30,40,wall,');
    expect(() => readSceneCrops({ dir, crops: pixels, split: none })).toThrow(/fractions/);
    const short = write('short.csv', 'scene,split', 'a,dev');
    expect(() => readSceneCrops({ dir, crops: short, split: none })).toThrow(/no column x, y/);
  });
});
