/** How many photographs a camera should have sent in an hour, from the station's opening hours. */
import type { OpeningHours } from '../places/places.schemas.ts';

const minuteOfDay = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/**
 * Photographs expected between two minutes of a local day (0 to 1440), one each `intervalS` seconds while the station
 * is open; rounded to whole ones.
 */
export function expectedPhotos(opening: OpeningHours, fromMinute: number, toMinute: number, intervalS: number): number {
  const openMinutes = opening.reduce((sum, [opens, closes]) => {
    const from = Math.max(fromMinute, minuteOfDay(opens));
    const to = Math.min(toMinute, minuteOfDay(closes));
    return sum + Math.max(0, to - from);
  }, 0);
  return Math.round((openMinutes * 60) / intervalS);
}
