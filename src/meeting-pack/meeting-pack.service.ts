/** Puts the pack of half a month together, for somebody, limited to their estates. */

import type { CameraWatchService } from '../cameras/camera-watch.service.ts';
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { FindingInPlace } from '../findings/findings.repo.ts';
import type { CaseRow } from '../monthly-report/report-inputs.ts';
import type { ReportReader } from '../monthly-report/report-reader.ts';
import type { DaySpan, SpanFigures } from '../monthly-report/report-reading.service.ts';
import { changeBetween } from '../monthly-report/sentences.rules.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { MeetingPackRepo, ShownCase, Waiting } from './meeting-pack.repo.ts';
import { daysOfHalf, type Half, halfBefore, proposeMeasures, risen, spreadOver } from './meeting-pack.rules.ts';
import type { MeetingPack } from './meeting-pack.schemas.ts';

export type MeetingPackService = ReturnType<typeof createMeetingPackService>;

const dayMs = 86_400_000;
/** How long something may wait before a meeting hears of it. */
const patienceMs = { flags: 3 * dayMs, contested: 3 * dayMs, signatures: 7 * dayMs, notices: 7 * dayMs };
const mostPictures = 5;
const mostRisen = 5;
const mostCameras = 10;

const daysBetween = ({ fromDay, toDay }: DaySpan): number =>
  Math.round((Date.parse(toDay) - Date.parse(fromDay)) / dayMs);
const lastDay = ({ toDay }: DaySpan): string => new Date(Date.parse(toDay) - dayMs).toISOString().slice(0, 10);
const told = ({ count, since }: Waiting): MeetingPack['overdue']['flags'] => ({
  count,
  since: since === null ? null : new Date(since).toISOString(),
});

/** The hour of the day in which most of them were seen; of equals the earlier. */
function busiestHour(cases: readonly ShownCase[], hourOf: (at: number) => number): number | null {
  const hours = [...Map.groupBy(cases, ({ occurredAt }) => hourOf(occurredAt))];
  return hours.sort(([a, one], [b, other]) => other.length - one.length || a - b)[0]?.[0] ?? null;
}

export function createMeetingPackService(deps: {
  repo: MeetingPackRepo;
  reader: Pick<ReportReader, 'spans'>;
  places: Pick<PlacesService, 'stations'>;
  watch: Pick<CameraWatchService, 'notices'>;
  findings: { findInPlace(id: string): FindingInPlace | null };
  addresses: Pick<PhotoAddresses, 'makeCrop'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { repo, reader, places, watch, findings, addresses, calendar, clock } = deps;

  const spanOf = (half: Half): DaySpan => daysOfHalf(half, calendar.monthAfter(half.month));

  /** By the number of a station; empty for one that the person may not see. */
  const placesFor = (person: Person) => {
    const stations = new Map(
      places.stations().flatMap((one) => (maySeeEstate(person.estates, one.estate.id) ? [[one.id, one]] : [])),
    );
    return (id: number) => {
      const found = stations.get(id);
      return found ? [{ station: { id, name: found.name }, estate: found.estate }] : [];
    };
  };
  type PlaceOf = ReturnType<typeof placesFor>;

  const picture = ({ findingId }: ShownCase, cases: readonly CaseRow[], person: Person): MeetingPack['pictures'] => {
    const found = findings.findInPlace(findingId);
    const subjects = [`episode:${found?.finding.episodeId}`, `report:${found?.finding.reportCaptureId}`];
    const known = cases.find(({ subject }) => subjects.includes(subject));
    if (!found || !known) return [];
    const { estate, station, bin, capture, viewRevisionId } = found;
    const { expected, actual } = known;
    const at = new Date(capture.capturedAt).toISOString();
    const pictureUrl = addresses.makeCrop(capture.id, viewRevisionId, person.id);
    return [{ findingId, estate, station, bin, expected, actual, at, pictureUrl }];
  };

  const overdue = (at: number): MeetingPack['overdue'] => ({
    flags: told(repo.flags(at - patienceMs.flags)),
    contested: told(repo.contested(at - patienceMs.contested)),
    signatures: told(repo.signatures(at - patienceMs.signatures)),
    notices: told(repo.notices(at - patienceMs.notices)),
    appeals: told(repo.appeals(at)),
  });

  const cameras = (person: Person): MeetingPack['cameras'] =>
    watch
      .notices(person.estates, { endedSince: 'none', limit: mostCameras })
      .map(({ notice, station, estate, camera }) => ({
        ...{ station, estate, camera, kind: notice.kind },
        since: new Date(notice.since).toISOString(),
      }));

  const rose = (
    halves: Record<'now' | 'before', CaseRow[]>,
    days: Record<'now' | 'before', number>,
    placeOf: PlaceOf,
  ): MeetingPack['rose'] => ({
    stations: risen(({ stationId }) => stationId, halves, days)
      .flatMap(({ key, ...row }) => placeOf(key).map((place) => ({ ...place, ...row })))
      .slice(0, mostRisen),
    pairs: risen(({ expected, actual }) => `${expected} ${actual}`, halves, days)
      .slice(0, mostRisen)
      .map(({ key, ...row }) => {
        const [expected, actual] = key.split(' ') as [CaseRow['expected'], CaseRow['actual']];
        return { expected, actual, ...row };
      }),
  });

  /** Stations with most cases first, each with its busiest hour. */
  const worst = (shown: readonly ShownCase[], placeOf: PlaceOf) =>
    [...Map.groupBy(shown, ({ stationId }) => stationId)]
      .sort(([a, one], [b, other]) => other.length - one.length || a - b)
      .flatMap(([id, cases]) =>
        placeOf(id).map((place) => ({ ...place, cases: cases.length, hour: busiestHour(cases, calendar.hourOf) })),
      );

  return {
    /** Throws `half_not_begun`. What is overdue and which cameras are of no use is told as of now. */
    async pack(person: Person, half: Half): Promise<MeetingPack> {
      const span = spanOf(half);
      const spanBefore = spanOf(halfBefore(half, calendar.monthBefore(half.month)));
      if (span.fromDay > calendar.dayOf(clock()))
        throw new AppError('half_not_begun', 'This half month has not begun.');
      const [now, before] = (await reader.spans([span, spanBefore])) as [SpanFigures, SpanFigures];
      const placeOf = placesFor(person);
      const shown = repo
        .shown(half.month, calendar.startOfDay(calendar.dayAfter(span.fromDay) - 1), calendar.dayAfter(lastDay(span)))
        .filter(({ stationId }) => placeOf(stationId).length > 0);
      const days = { now: daysBetween(span), before: daysBetween(spanBefore) };
      const figures = {
        rose: rose({ now: now.cases, before: before.cases }, days, placeOf),
        overdue: overdue(clock()),
        cameras: cameras(person),
      };
      const rates = { now: now.rates.community, before: before.rates.community };
      const chosen = spreadOver(shown, ({ stationId }) => stationId, mostPictures);
      return {
        ...half,
        days: { first: span.fromDay, last: lastDay(span) },
        before: { first: spanBefore.fromDay, last: lastDay(spanBefore) },
        rate: { ...rates, change: changeBetween(rates.before.estimate, rates.now.estimate) },
        cases: { now: now.cases.length, before: before.cases.length },
        ...figures,
        pictures: chosen.flatMap((one) => picture(one, now.cases, person)),
        measures: proposeMeasures(figures, worst(shown, placeOf)),
      };
    },
  };
}
