/** What cameras did not show: photographs expected, received, unusable and lost, by station, day and hour; silent cameras. Pure. */

import { isMeasured } from '../cameras/camera-health.rules.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { CameraHourRow, ReportInputs } from './report-inputs.ts';

type Hours = MonthlyReport['notMeasured']['total'];

/** A surplus in one hour of a camera makes up for nothing in another. */
const lostOf = ({ expected, received, unusable }: CameraHourRow): number =>
  Math.min(expected, Math.max(0, expected - received + unusable));

function sumHours(rows: readonly CameraHourRow[]): Hours {
  const total: Hours = { expected: 0, received: 0, unusable: 0, lost: 0 };
  for (const row of rows) {
    total.expected += row.expected;
    total.received += row.received;
    total.unusable += row.unusable;
    total.lost += lostOf(row);
  }
  return total;
}

/** Sums by each value of `keyOf`, in its order. */
function sumBy<Key extends string | number>(
  rows: readonly CameraHourRow[],
  keyOf: (row: CameraHourRow) => Key,
): [Key, Hours][] {
  return [...Map.groupBy(rows, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => [key, sumHours(members)]);
}

export function notMeasured({
  hours,
  stations,
  cameras,
}: Pick<ReportInputs, 'hours' | 'stations' | 'cameras'>): MonthlyReport['notMeasured'] {
  const rows = hours.filter(({ expected, received }) => expected > 0 || received > 0);
  const byStation = Map.groupBy(rows, ({ stationId }) => stationId);
  const byCamera = Map.groupBy(rows, ({ cameraId }) => cameraId);
  const stationOf = new Map(stations.map((station) => [station.id, station]));
  return {
    total: sumHours(rows),
    stations: stations.flatMap(({ id, name, estate }) => {
      const own = byStation.get(id) ?? [];
      if (own.length === 0) return [];
      return [
        {
          ...sumHours(own),
          station: { id, name },
          estate,
          days: sumBy(own, ({ day }) => day).map(([day, sums]) => ({ ...sums, day })),
          hours: sumBy(own, ({ hour }) => hour).map(([hour, sums]) => ({ ...sums, hour })),
        },
      ];
    }),
    silentCameras: cameras
      .flatMap(({ id, name, stationId }) => {
        const expected = (byCamera.get(id) ?? []).filter((row) => row.expected > 0);
        const silent = expected.filter(({ received }) => received === 0).length;
        const station = stationOf.get(stationId);
        // By the rule of the camera's own page, so that both tell the same hours.
        const hoursNotMeasured = expected.filter((row) => !isMeasured(row)).length;
        if (hoursNotMeasured === 0 || !station) return [];
        return [
          {
            camera: { id, name },
            station: { id: station.id, name: station.name },
            estate: station.estate,
            hoursNotMeasured,
            silentHours: silent,
            expectedHours: expected.length,
          },
        ];
      })
      .sort(
        (a, b) => b.hoursNotMeasured - a.hoursNotMeasured || b.silentHours - a.silentHours || a.camera.id - b.camera.id,
      ),
  };
}
