import { describe, expect, it } from 'vitest';
import { markdownTable, replaceSection } from './table.ts';

describe('tables in documents', () => {
  it('keeps a bar or a line break inside its cell', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'one\ntwo']])).toBe('| a | b |\n|---|---|\n| x\\|y | one two |');
  });

  it('replaces what stands between the markers and nothing else', () => {
    const document = 'above\n<!-- generated:n -->\nold\n<!-- /generated:n -->\nbelow\n';
    const changed = replaceSection(document, 'n', 'new');
    expect(changed).toBe('above\n<!-- generated:n -->\n\nnew\n\n<!-- /generated:n -->\nbelow\n');
    expect(replaceSection(changed, 'n', 'new')).toBe(changed);
  });

  it.each([
    ['nothing'],
    ['<!-- generated:n --> open'],
    ['closed <!-- /generated:n -->'],
    ['<!-- /generated:n --> turned <!-- generated:n -->'],
    ['<!-- generated:n --><!-- /generated:n --><!-- generated:n --><!-- /generated:n -->'],
  ])('refuses a document whose markers are not one pair: %s', (document) => {
    expect(() => replaceSection(document, 'n', 'new')).toThrow(/exactly one pair/);
  });
});
