import { describe, expect, it } from 'vitest';
import { listSchemes, loadScheme, outcomeOf, SchemeError, toCategories } from './scheme.ts';

const scheme = loadScheme('gbt-19095-2019');

describe('scheme', () => {
  it.each(listSchemes())('%s is complete and carries its own id', (id) => {
    const loaded = loadScheme(id);
    expect(loaded.id).toBe(id);
    expect(Object.keys(loaded.names).sort()).toEqual(['hazardous', 'kitchen', 'recyclable', 'residual']);
  });

  it('names the schemes there are when asked for another', () => {
    expect(() => loadScheme('../../package')).toThrow(/there are: .*gbt-19095-2019/);
  });

  it('adds up item probabilities by category', () => {
    const labels = ['battery', 'vegetable', 'closed_bag', 'fruit', 'nothing_to_judge'];
    const distribution = toCategories([0.125, 0.25, 0.125, 0.25, 0.25], labels, scheme);
    expect(distribution).toEqual({
      recyclable: 0,
      hazardous: 0.125,
      kitchen: 0.5,
      residual: 0,
      closed_bag: 0.125,
      nothing_to_judge: 0.25,
    });
  });

  it('refuses an item it does not know, also one named like a property of every object', () => {
    expect(() => outcomeOf('moon_rock', scheme)).toThrow(SchemeError);
    expect(() => outcomeOf('constructor', scheme)).toThrow(/no category for the item "constructor"/);
  });

  it('refuses probabilities that do not fit the labels', () => {
    expect(() => toCategories([1], ['battery', 'fruit'], scheme)).toThrow(RangeError);
  });
});
