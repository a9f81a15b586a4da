import { describe, expect, it } from 'vitest';
import { soundOf } from '../platform/pinyin.ts';
import { type SearchableHome, searchHomes } from './home-search.rules.ts';

const home = (estate: string, building: string, unit: string, room: string | null, code: string | null = null) => ({
  ...{ estate, building, unit, room, code },
});
const homes: SearchableHome[] = [
  home('幸福苑', '3号楼', '2单元', null),
  home('幸福苑', '3号楼', '2单元', '501', 'K7Q2-81'),
  home('幸福苑', '3号楼', '2单元', '502', 'M4T9-05'),
  home('幸福苑', '12号楼', '1单元', '501'),
  home('和平里', '3号楼', '2单元', '501'),
];
const found = (query: string): string[] =>
  searchHomes(query, homes, soundOf, 20).map(({ estate, building, unit, room }) =>
    [estate, building, unit, room ?? '-'].join(' '),
  );
const xf501 = '幸福苑 3号楼 2单元 501';

describe('a search for a home', () => {
  it('takes an address as people write it', () => {
    for (const query of [
      '幸福 3 2 501',
      '幸福苑3号楼2单元501室',
      '幸福3栋2单元501',
      '幸福 3-2-501',
      '幸福 ３－２－５０１',
    ]) {
      expect(found(query), query).toEqual([xf501]);
    }
  });

  it('takes pinyin initials and whole pinyin', () => {
    for (const query of ['xfy 3 2 501', 'XFY3-2-501', 'xingfu 3 2 501', 'xf 2 501']) {
      expect(found(query), query).toEqual([xf501]);
    }
    expect(found('hpl')).toEqual(['和平里 3号楼 2单元 501']);
  });

  it('gives what fits as long as not all is typed: the unit first, then its rooms', () => {
    expect(found('xfy 3 2')).toEqual(['幸福苑 3号楼 2单元 -', xf501, '幸福苑 3号楼 2单元 502']);
    expect(found('3 2 50')).toEqual([xf501, '幸福苑 3号楼 2单元 502', '和平里 3号楼 2单元 501']);
  });

  it('takes the number on a bag, however it is written', () => {
    for (const query of ['K7Q2-81', 'k7q281', 'K7Q2 81', 'k7q']) expect(found(query), query).toEqual([xf501]);
  });

  it('reads numbers from the large to the small, and not as parts of others', () => {
    expect(found('xfy 1 501')).toEqual(['幸福苑 12号楼 1单元 501']);
    expect(found('xfy 2 3')).toEqual([]);
    expect(found('501 3')).toEqual([]);
  });

  it('finds nothing for nothing, and nothing for what isn’t there', () => {
    for (const query of ['', '  ', '单元', '-', '平安', 'zz']) expect(found(query), query).toEqual([]);
  });
});
