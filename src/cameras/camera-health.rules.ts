/** How a camera's clock is judged, when it has fallen silent, and which hours of it count as measured. */

/** Two looks at a clock that differ by less are the same clock; what lies between is the way of a photograph. */
const sameClockMs = 30_000;
const weightOfNext = 0.2;
/** A clock off by more puts photographs into the wrong visit to the bin. */
const clockOffMs = 60_000;

/** The drift after one more look: smoothed while it stays about the same, taken as it is after a jump. */
export function nextDrift(before: number | null, seen: number): number {
  if (before === null || Math.abs(seen - before) > sameClockMs) return Math.round(seen);
  return Math.round(before + weightOfNext * (seen - before));
}

export function isClockOff(driftMs: number): boolean {
  return Math.abs(driftMs) > clockOffMs;
}

/** Minutes of opening hours without a photograph after which silence is told: the grace, but never under three photographs. */
export function silentAfterMinutes(graceMinutes: number, intervalS: number): number {
  return Math.max(graceMinutes, (3 * intervalS) / 60);
}

export interface MeasuredHour {
  expected: number;
  received: number;
  unusable: number;
}

/** An hour of which less than half could be seen tells nothing about what was thrown away in it. */
export function isMeasured({ expected, received, unusable }: MeasuredHour): boolean {
  return received - unusable >= expected / 2;
}

/** Sums of the hours in which the station was open; `hoursNotMeasured` of `openHours`. */
export function summarizeHours(hours: readonly MeasuredHour[]) {
  const sum = { expected: 0, received: 0, unusable: 0, openHours: 0, hoursNotMeasured: 0 };
  for (const hour of hours) {
    sum.expected += hour.expected;
    sum.received += hour.received;
    sum.unusable += hour.unusable;
    if (hour.expected > 0) sum.openHours += 1;
    if (hour.expected > 0 && !isMeasured(hour)) sum.hoursNotMeasured += 1;
  }
  return sum;
}
