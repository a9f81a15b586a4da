/** A month's attendance by person or by station. Pure. */
import type { PatrolView, ShiftView } from '../../patrols/patrols.schemas.ts';

export interface AttendanceLine {
  id: number;
  name: string;
  due: number;
  attended: number;
  missed: number;
  patrols: number;
  minutes: number;
}

const stationName = ({ station }: ShiftView | PatrolView): string => `${station.estate.name} ${station.name}`;

/** Who or what had something due or was there; most missed first, then by name. */
export function attendanceBy(
  by: 'person' | 'station',
  shifts: readonly ShiftView[],
  patrols: readonly PatrolView[],
  nowMs: number,
): AttendanceLine[] {
  const lines = new Map<number, AttendanceLine>();
  const lineOf = (one: ShiftView | PatrolView): AttendanceLine => {
    const { id } = one[by];
    const name = by === 'person' ? one.person.name : stationName(one);
    const line = lines.get(id) ?? { id, name, due: 0, attended: 0, missed: 0, patrols: 0, minutes: 0 };
    lines.set(id, line);
    return line;
  };
  for (const shift of shifts) {
    if (shift.state !== 'attended' && shift.state !== 'missed') continue;
    const line = lineOf(shift);
    line.due += 1;
    line[shift.state] += 1;
  }
  for (const patrol of patrols) {
    const line = lineOf(patrol);
    const endMs = patrol.endedAt === null ? nowMs : Date.parse(patrol.endedAt);
    line.patrols += 1;
    line.minutes += Math.max(0, Math.round((endMs - Date.parse(patrol.startedAt)) / 60_000));
  }
  return [...lines.values()].sort(
    (one, other) => other.missed - one.missed || one.name.localeCompare(other.name, 'zh-CN') || one.id - other.id,
  );
}
