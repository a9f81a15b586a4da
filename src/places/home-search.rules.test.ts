import { describe, expect, it } from 'vitest';
import { soundOf } from '../platform/pinyin.ts';
import { matchesHome, partsOf } from './home-search.rules.ts';

const home = (building: string, unit: string, room: string, estate = '云河安置苑') => ({
  ...{ estate, initials: soundOf(estate).initials, building, unit, room, code: 'K7M2QX' },
});
const found = (search: string, one = home('3幢', '2单元', '501')) => matchesHome(one, partsOf(search));

describe('the search for a home', () => {
  it.each([
    '3-2-501',
    '3幢2单元501',
    '3栋 2单元 501',
    '云河 3 2 501',
    'yhazy 3 501',
    'yhazy-03-02-501',
    '501',
    '3 2',
    'k7m2qx',
    '',
  ])('finds 云河安置苑 3幢 2单元 501 by “%s”', (search) => expect(found(search)).toBe(true));

  it.each(['13-2-501', '2-3-501', '501 3', '3-2-502', 'xlhy 3', 'k7m2q', '1单元'])('and not by “%s”', (search) =>
    expect(found(search)).toBe(false),
  );

  it('takes a number for the whole number of a building, and for the beginning of a room', () => {
    expect(found('3', home('13幢', '2单元', '101'))).toBe(false);
    expect(found('13', home('13幢', '2单元', '101'))).toBe(true);
    expect(found('10', home('13幢', '2单元', '1001'))).toBe(true);
  });

  it('knows the initials of names, mixed ones too', () => {
    expect([soundOf('云河安置苑').initials, soundOf('杏林花园').initials, soundOf('A区').initials]).toEqual([
      'yhazy',
      'xlhy',
      'aq',
    ]);
  });
});
