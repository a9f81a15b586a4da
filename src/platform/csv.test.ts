import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it('quotes what would end a cell, and leaves numbers numbers', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', 0.5, -3, null, ''])).toBe(
      'a,"b,c","say ""x""","two\nlines",0.5,-3,,\r\n',
    );
  });

  it('keeps a spreadsheet from running what somebody wrote into a note', () => {
    expect(csvLine(['=1+1', '+86', '-2', '@x', "it's"])).toBe("'=1+1,'+86,'-2,'@x,it's\r\n");
  });
});
