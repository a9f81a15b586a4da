import { describe, expect, it } from 'vitest';
import type { PatrolView, ShiftView } from '../../patrols/patrols.schemas.ts';
import { attendanceBy } from './attendance.ts';

const station = (id: number) => ({ id, name: `${id}号点`, estate: { id: 1, name: '云河' } });
const person = (id: number) => ({ id, name: `志愿者${id}` });
const shift = (personId: number, stationId: number, state: ShiftView['state']): ShiftView => ({
  ...{ postId: 1, day: '2026-03-10', person: person(personId), station: station(stationId), isSwapped: false, state },
  ...{ startAt: '2026-03-10T10:00:00Z', endAt: '2026-03-10T12:00:00Z' },
});
const patrol = (personId: number, stationId: number, endedAt: string | null): PatrolView => ({
  ...{ id: 1, day: '2026-03-10', person: person(personId), station: station(stationId), isPlanned: true, endedAt },
  ...{ startedAt: '2026-03-10T10:00:00Z', dueEndAt: '2026-03-10T12:00:00Z', outcome: null, note: null, reports: 0 },
});

describe('attendance', () => {
  it('counts what was due, missed and done by person or station; what is to come or called off is nobody’s fault', () => {
    const shifts = [shift(1, 1, 'attended'), shift(2, 1, 'missed'), shift(2, 2, 'to_come'), shift(3, 2, 'called_off')];
    const patrols = [patrol(1, 1, '2026-03-10T11:30:00Z'), patrol(1, 2, null)];
    const now = Date.parse('2026-03-10T10:20:00Z');
    expect(attendanceBy('person', shifts, patrols, now)).toEqual([
      { id: 2, name: '志愿者2', due: 1, attended: 0, missed: 1, patrols: 0, minutes: 0 },
      { id: 1, name: '志愿者1', due: 1, attended: 1, missed: 0, patrols: 2, minutes: 110 },
    ]);
    expect(attendanceBy('station', shifts, patrols, now)).toMatchObject([
      { name: '云河 1号点', due: 2, missed: 1, patrols: 1, minutes: 90 },
      { name: '云河 2号点', due: 0, missed: 0, patrols: 1, minutes: 20 },
    ]);
  });
});
