import { describe, expect, it } from 'vitest';
import { boundingCrop, createViewSets } from './view-sets.ts';

const triangle = [
  [0.25, 0.5],
  [0.75, 0.5],
  [0.5, 0.75],
];

function webWith(answer: (path: string) => unknown) {
  const asked: string[] = [];
  const get = async (path: string) => {
    asked.push(path);
    const value = answer(path);
    if (value instanceof Error) throw value;
    return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  };
  return { get, asked };
}

describe('view sets', () => {
  it('gives each view its bounding box', async () => {
    const web = webWith(() => ({ views: [{ viewRevisionId: 7, polygon: triangle }] }));
    const [view] = await createViewSets(web).get(3, 2);
    expect(view).toEqual({ viewRevisionId: 7, crop: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } });
    expect(web.asked).toEqual(['view-sets/3/2']);
  });

  it('asks once for each revision, also when many ask at once', async () => {
    const web = webWith(() => ({ views: [] }));
    const sets = createViewSets(web);
    await Promise.all([sets.get(1, 1), sets.get(1, 1), sets.get(1, 2)]);
    await sets.get(1, 1);
    expect(web.asked).toEqual(['view-sets/1/1', 'view-sets/1/2']);
  });

  it('forgets the set that was not used for longest', async () => {
    const web = webWith(() => ({ views: [] }));
    const sets = createViewSets(web, 2);
    for (const revision of [1, 2, 1, 3, 1, 2]) await sets.get(9, revision);
    expect(web.asked.map((path) => Number(path.split('/').at(-1)))).toEqual([1, 2, 3, 2]);
  });

  it('asks again after a failure', async () => {
    const answers: unknown[] = [new Error('away'), { views: [] }];
    const sets = createViewSets(webWith(() => answers.shift()));
    await expect(sets.get(1, 1)).rejects.toThrow('away');
    expect(await sets.get(1, 1)).toEqual([]);
  });

  it.each([['<html>'], [{ views: [{ viewRevisionId: 1, polygon: [[0, 0]] }] }]])('refuses %j', async (answer) => {
    await expect(createViewSets(webWith(() => answer)).get(4, 5)).rejects.toThrow(/view set 4\/5 is not understood/);
  });

  it('keeps boxes within the picture', () => {
    expect(
      boundingCrop([
        [-0.5, 0.5],
        [0.5, 1.5],
        [0.25, 0.75],
      ]),
    ).toEqual({ x: 0, y: 0.5, width: 0.5, height: 0.5 });
  });
});
