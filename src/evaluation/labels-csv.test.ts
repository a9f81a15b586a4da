import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv, readDebatable, readLabels } from './labels-csv.ts';

describe('CSV', () => {
  it.each([
    [
      'plain rows, with or without a last line break',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF and a byte order mark',
      '\uFEFFa,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'quotes around commas, quotes and line breaks',
      '"a,1","say ""no""","x\ny"\nb,c,d\n',
      [
        ['a,1', 'say "no"', 'x\ny'],
        ['b', 'c', 'd'],
      ],
    ],
    [
      'empty fields and empty lines',
      'a,,c\n\n,,\n',
      [
        ['a', '', 'c'],
        ['', '', ''],
      ],
    ],
    [
      'an empty last field at the very end',
      'a,b\nc,',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  it('names the row with a stray quote', () => {
    expect(() => parseCsv('a,b\n"c"d,e\n')).toThrow(/Row 2/);
    expect(() => parseCsv('a,"b')).toThrow(/Row 1/);
  });
});

describe('labels', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-labels-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const write = (text: string) => writeFileSync(join(dir, 'labels.csv'), text);

  it('finds its columns by their names, whatever their order', () => {
    write(
      'width,source,item,category,split,file\n9,web,carton,recyclable,dev,r/1.jpg\n9,web,peel,kitchen,train,k/1.jpg\n',
    );
    const path = join(dir, 'r/1.jpg');
    expect(readLabels(dir, 'dev')).toEqual([
      { file: 'r/1.jpg', path, category: 'recyclable', item: 'carton', source: 'web', group: 'r/1.jpg' },
    ]);
  });

  it('knows near-duplicates by their group, where there is such a column', () => {
    write('file,split,category,item,source,group\na.jpg,dev,kitchen,peel,web,7\nb.jpg,dev,kitchen,peel,web,\n');
    expect(readLabels(dir, 'dev').map(({ group }) => group)).toEqual(['7', 'b.jpg']);
  });

  it('says what is wrong', () => {
    expect(() => readLabels(join(dir, 'nowhere'), 'dev')).toThrow(/There is no .*nowhere.*labels\.csv/);
    write('file,split\nx,dev\n');
    expect(() => readLabels(dir, 'dev')).toThrow(/no column category, item, source/);
    write('file,split,category,item,source\nx.jpg,dev,recyclable,can,web\n');
    expect(() => readLabels(dir, 'test')).toThrow(/no split "test"; it has: dev/);
    write('file,split,category,item,source\nx.jpg,dev,plastic,can,web\n');
    expect(() => readLabels(dir, 'dev')).toThrow(/x\.jpg has the unknown category "plastic"/);
  });

  it('gives all splits when none is asked for', () => {
    write('file,split,category,item,source\na.jpg,dev,kitchen,peel,web\nb.jpg,train,kitchen,peel,web\n');
    expect(readLabels(dir, null).map(({ file }) => file)).toEqual(['a.jpg', 'b.jpg']);
  });

  it('has a list of debatable labels beside it, or none', () => {
    const path = join(dir, 'debatable.csv');
    expect(readDebatable(path).size).toBe(0);
    writeFileSync(path, 'file,kind,seen,suggest\na.jpg,mislabelled,"a wrapper, folded",residual\n');
    expect([...readDebatable(path)]).toEqual([
      ['a.jpg', { words: 'mislabelled: a wrapper, folded', isDisputed: true }],
    ]);
    writeFileSync(path, 'file,kind\n');
    expect(() => readDebatable(path)).toThrow(/no column file, kind or seen/);
  });
});
