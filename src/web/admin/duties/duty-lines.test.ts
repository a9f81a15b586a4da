import { describe, expect, it } from 'vitest';
import type { DutyView } from '../../../duties/duties.schemas.ts';
import { axisOf, barOf, inTheWay, linesOf, phaseOf } from './duty-lines.ts';

const done = { at: '2026-01-01T00:00:00Z', by: '管理员' };
const duty = (id: number, room: string, name: string, fromDay: string, lastDay: string | null): DutyView => ({
  ...{ id, kind: 'field', fromDay, lastDay, recorded: done, ended: null, cancelled: null },
  person: { id, name },
  target: { kind: 'building', id: Number.parseInt(room, 10), name: room, estate: { id: 1, name: '云河' } },
});
const today = '2026-03-15';
const old = duty(1, '2幢', '张一', '2025-01-01', '2026-02-28');
const now = duty(2, '2幢', '王二', '2026-03-01', null);
const next = duty(3, '10幢', '李三', '2026-04-01', '2026-04-30');
const wrong = { ...duty(4, '1幢', '赵四', '2026-01-01', null), cancelled: done };
const all = [old, next, wrong, now];

describe('lines of fields', () => {
  it('are past, present, to come or cancelled', () => {
    expect([old, now, next, wrong].map((one) => phaseOf(one, today))).toEqual([
      'past',
      'present',
      'to_come',
      'cancelled',
    ]);
    expect(phaseOf({ ...old, lastDay: today }, today)).toBe('present');
  });
  it('stand by place in order of its number, the latest holder first', () => {
    expect(linesOf(all, '', true, today).map(({ id }) => id)).toEqual([4, 2, 1, 3]);
    expect(linesOf(all, '', false, today).map(({ id }) => id)).toEqual([2, 3]);
  });
  it('are found by name and place together', () => {
    expect(linesOf(all, '云河 2幢 张', true, today).map(({ id }) => id)).toEqual([1]);
  });
  it('lie on one time line, one ending where the next begins', () => {
    const axis = axisOf(all, today);
    const [before, after] = [barOf(old, axis), barOf(now, axis)];
    expect(before.left).toBe(0);
    expect(before.left + before.width).toBeCloseTo(after.left);
    expect(after.left + after.width).toBeCloseTo(100);
  });
  it('tell who stands in the way of a new one', () => {
    const wanted = { personId: 9, target: { kind: 'building', id: 2 }, fromDay: '2026-02-28', lastDay: '2026-02-28' };
    expect(inTheWay(all, wanted)?.person.name).toBe('张一');
    expect(inTheWay(all, { ...wanted, fromDay: '2026-03-01', lastDay: null })?.person.name).toBe('王二');
    expect(inTheWay(all, { ...wanted, target: { kind: 'building', id: 1 } })).toBeUndefined();
  });
});
