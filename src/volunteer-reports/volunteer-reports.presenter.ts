/** The only way from a report to JSON: its sender sees their own photograph and what became of it, and no other person. */
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { StationEventInPlace } from './station-events.repo.ts';
import type { ReportView, StationEventView } from './volunteer-reports.schemas.ts';
import type { ReportWithState } from './volunteer-reports.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function createVolunteerReportsPresenter({ addresses }: { addresses: PhotoAddresses }) {
  const photoOf = (captureId: number, personId: number) => ({ url: addresses.make(captureId, personId) });
  return {
    report({ report, estate, station, binName, receivedAt, state, knownCase }: ReportWithState): ReportView {
      const { id, personId, captureId, binId, expected, suspected, note, capturedAt } = report;
      const bin = binId === null || expected === null ? null : { id: binId, name: binName ?? '', expected };
      return {
        id,
        state,
        knownCase,
        place: { estate, station, bin },
        suspected,
        note,
        capturedAt: iso(capturedAt),
        receivedAt: iso(receivedAt),
        photo: photoOf(captureId, personId),
      };
    },
    /** For who looks after the station: what was reported, not by whom. */
    event({ event, report, estate, station, doneBy }: StationEventInPlace, personId: number): StationEventView {
      return {
        id: event.id,
        place: { estate, station },
        note: report.note,
        suspected: report.suspected,
        occurredAt: iso(event.occurredAt),
        photo: photoOf(report.captureId, personId),
        done: event.doneAt === null ? null : { at: iso(event.doneAt), by: doneBy ?? '' },
      };
    },
  };
}

export type VolunteerReportsPresenter = ReturnType<typeof createVolunteerReportsPresenter>;
