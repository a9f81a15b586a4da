import { describe, expect, it } from 'vitest';
import { inkOn } from './colour.ts';
import { percent } from './number.ts';
import { clockTime, dayAndTime, dayAt, isMonth, monthAt, monthName, shiftMonth, timeOrDay, zoneName } from './time.ts';

describe('times', () => {
  const zone = 'Asia/Shanghai';

  it('are those of the community’s clock, whatever the offset they come with', () => {
    expect(dayAndTime('2026-11-22T23:42:00Z', 'zh-CN', zone)).toBe('11月23日周一 07:42');
    expect(dayAndTime('2026-11-22T16:05:00+00:00', 'en', zone)).toBe('Mon 23 Nov, 00:05');
    expect(clockTime(Date.UTC(2026, 10, 22, 16, 5, 9), 'zh-CN', zone)).toBe('00:05:09');
    expect(zoneName('zh-CN', zone)).toBe('中国标准时间');
  });

  it('leave out the day while it is that day', () => {
    const iso = '2026-11-22T23:42:00Z';
    expect(timeOrDay(iso, Date.UTC(2026, 10, 23, 15, 59), 'zh-CN', zone)).toBe('07:42');
    expect(timeOrDay(iso, Date.UTC(2026, 10, 23, 16), 'zh-CN', zone)).toBe('11月23日周一 07:42');
  });

  it('name the community’s month, not that of Greenwich', () => {
    expect(monthAt(Date.UTC(2026, 9, 31, 17), zone)).toBe('2026-11');
    expect(monthAt(Date.UTC(2026, 9, 31, 15), zone)).toBe('2026-10');
    expect(dayAt(Date.UTC(2026, 9, 31, 17), zone)).toBe('2026-11-01');
  });

  it('go from month to month over the year’s end', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(monthName('2026-11', 'zh-CN')).toBe('2026年11月');
    expect(monthName('2026-11', 'en')).toBe('November 2026');
    expect([isMonth('2026-11'), isMonth('2026-13'), isMonth(null)]).toEqual([true, false, false]);
  });
});

describe('shares', () => {
  it('never look certain when they aren’t', () => {
    expect([0, 0.004, 0.126, 0.9, 0.996, 1].map(percent)).toEqual(['0%', '<1%', '13%', '90%', '>99%', '100%']);
  });
});

describe('ink', () => {
  it('is light on dark colours and dark on light ones', () => {
    expect(['#1f5fae', '#c9252d', '#2f8f3e', '#4a4f55', '#000'].map(inkOn)).toEqual(Array(5).fill('#fff'));
    expect(['#ffd54a', '#fff', '#a8e0b0'].map(inkOn)).toEqual(Array(3).fill('#1d1d1d'));
  });
});
