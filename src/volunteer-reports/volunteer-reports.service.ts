/** Volunteers' reports: taken in once, linked to what cameras saw, made into findings or station events. */
import { createHash } from 'node:crypto';
import type { CapturesService, Stored } from '../captures/captures.service.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Clock } from '../platform/clock.ts';

import { AppError } from '../platform/errors.ts';
import type { PartialUploads } from '../platform/files/partial-uploads.ts';
import type { StickersService } from '../stickers/stickers.service.ts';
import type { ReportLinksRepo, VolunteerReport } from './report-links.repo.ts';
import type { ReportLinksService } from './report-links.service.ts';
import type { StationEventsRepo } from './station-events.repo.ts';
import type { ReportInPlace, VolunteerReportsRepo } from './volunteer-reports.repo.ts';
import { stateOf } from './volunteer-reports.rules.ts';
import type { NewReport, ReportState } from './volunteer-reports.schemas.ts';

export type VolunteerReportsService = ReturnType<typeof createVolunteerReportsService>;

/** A report with what became of it. */
export interface ReportWithState extends ReportInPlace {
  state: ReportState;
  knownCase: boolean;
}

/** What a phone left unfinished for so long is given up. */
const keepUploadMs = 7 * 86_400_000;
/** A person's photographs that may be here in part. */
const maxUploads = 40;

type Place = Pick<VolunteerReport, 'stationId' | 'binId' | 'expected'>;

export function createVolunteerReportsService(deps: {
  repo: VolunteerReportsRepo;
  links: ReportLinksService;
  cases: Pick<ReportLinksRepo, 'caseOf'>;
  events: Pick<StationEventsRepo, 'insert'>;
  captures: Pick<CapturesService, 'receiveFrom'>;
  findings: Pick<FindingsService, 'addReport'>;
  places: Pick<PlacesService, 'station' | 'binsOf'>;
  stickers: Pick<StickersService, 'placeOf'>;
  uploads: PartialUploads;
  clock: Clock;
  maxPhotoBytes: number;
}) {
  const { repo, links, cases, events, captures, findings, places, stickers, uploads, clock } = deps;

  const uploadName = (person: Person, id: string): string => `${person.id}-${id.toLowerCase()}`;

  /** Their own report. Anything else is answered as if it did not exist. */
  const findOwn = (person: Person, id: string): VolunteerReport | null => {
    const report = repo.find(id.toLowerCase());
    return report?.personId === person.id ? report : null;
  };

  const placeOf = (person: Person, { code, stationId, binId }: NewReport): Place => {
    const place = code === undefined ? { stationId: stationId ?? 0, binId: binId ?? null } : stickers.placeOf(code);
    const station = places.station(place.stationId);
    if (!station || !maySeeEstate(person.estates, station.estateId)) {
      throw new AppError('no_such_station', 'There is no such station, or not one of your estates.');
    }
    // A sticker of a station doesn't say which bin; the report may.
    const asked = place.binId ?? binId ?? null;
    if (asked === null) return { stationId: place.stationId, binId: null, expected: null };
    const bin = places.binsOf(place.stationId).find((one) => one.id === asked);
    if (!bin) throw new AppError('no_such_bin', 'The station has no such bin.');
    return { stationId: place.stationId, binId: bin.id, expected: bin.expected };
  };

  const insert = (row: Omit<VolunteerReport, 'createdAt' | 'episodeId'>): VolunteerReport => {
    const report = repo.insert({ ...row, createdAt: clock() });
    if (report.binId === null) {
      events.insert({ reportId: report.id, stationId: report.stationId, occurredAt: report.capturedAt });
    }
    return report;
  };

  /** The photograph of a request: sent with it, or uploaded before. Throws `no_photo`, `photo_damaged`. */
  const photoOf = async (person: Person, request: NewReport, sent: Buffer | null): Promise<Buffer> => {
    const bytes = sent ?? (await uploads.read(uploadName(person, request.id)));
    if (bytes === null || bytes.length === 0) throw new AppError('no_photo', 'The photograph has not come yet.');
    const isWhole = request.sha256 === undefined || createHash('sha256').update(bytes).digest('hex') === request.sha256;
    if (isWhole) return bytes;
    await uploads.remove(uploadName(person, request.id));
    throw new AppError('photo_damaged', 'The photograph did not come as it was sent; please send it again.');
  };

  const withState = (found: ReportInPlace): ReportWithState => {
    const { report, captureState, event } = found;
    const { state, judgement } = found.finding;
    // Where two people differ nothing has been found yet: a third decides.
    const finding = state && (found.contested ? { state: 'open' as const, judgement: null } : { state, judgement });
    const counted = report.episodeId === null ? null : cases.caseOf(report.episodeId);
    const known = counted && { open: counted.open > 0, confirmed: counted.confirmed > 0 };
    const facts = { event: event && { done: event.doneAt !== null }, captureState, finding, known };
    return { ...found, state: stateOf(facts), knownCase: known !== null && finding === null };
  };
  const read = (id: string): ReportWithState => {
    const found = repo.findInPlace(id);
    if (!found) throw new Error(`report ${id} is not here`);
    return withState(found);
  };

  return {
    /**
     * Takes in a report; durable when it resolves. The same id again, or the same photograph, gives the report that is here.
     * Throws `report_differs`, `no_photo`, `photo_damaged`, `no_such_station`, `no_such_bin`, `no_such_code`, `code_retired`
     * and those of `inspectPhoto`.
     */
    async receive(person: Person, request: NewReport, sent: Buffer | null): Promise<ReportWithState> {
      const id = request.id.toLowerCase();
      const known = repo.find(id);
      if (known && known.personId !== person.id) {
        throw new AppError('report_differs', 'There is another report of this id.');
      }
      if (known) return read(id);
      const place = placeOf(person, request);
      const bytes = await photoOf(person, request, sent);
      let report: VolunteerReport | null = null;
      const record = ({ capture }: Stored): void => {
        report =
          repo.find(id) ??
          repo.findOfCapture(capture.id) ??
          insert({
            id,
            personId: person.id,
            captureId: capture.id,
            ...place,
            suspected: request.suspected ?? null,
            note: request.note || null,
            capturedAt: capture.capturedAt,
          });
      };
      const photo = { stationId: place.stationId, bytes, capturedAt: request.capturedAt ?? null };
      await captures.receiveFrom(person, photo, record);
      await uploads.remove(uploadName(person, id));
      return read((report as VolunteerReport | null)?.id ?? id);
    },
    /** Own report with what became of it. Throws `no_such_report`. */
    find(person: Person, id: string): ReportWithState {
      if (!findOwn(person, id)) throw new AppError('no_such_report', 'There is no such report of yours.');
      return read(id.toLowerCase());
    },
    listOf(person: Person, before: number | null, limit: number) {
      const rows = repo.listOf(person.id, before, limit);
      return {
        items: rows.map(withState),
        next: rows.length === limit ? (rows.at(-1)?.report.captureId ?? null) : null,
      };
    },

    /** How much of a photograph has come, and whether its report is complete. */
    async uploaded(person: Person, id: string) {
      const isReported = findOwn(person, id) !== null;
      return { isReported, receivedBytes: isReported ? 0 : await uploads.size(uploadName(person, id)) };
    },
    /** Adds a piece of a photograph. Throws `too_many_reports`, `upload_elsewhere`, `photo_too_large`, `storage_full`. */
    async upload(person: Person, id: string, offset: number, bytes: Buffer) {
      if (findOwn(person, id)) return { isReported: true, receivedBytes: 0 };
      if (offset === 0 && (await uploads.count(`${person.id}-`)) >= maxUploads) {
        const detail = 'Too many photographs are half uploaded; please finish them first.';
        throw new AppError('too_many_reports', detail, { retryAfterS: 3_600 });
      }
      if (offset + bytes.length > deps.maxPhotoBytes) {
        throw new AppError('photo_too_large', `A photograph may have at most ${deps.maxPhotoBytes} bytes.`);
      }
      return { isReported: false, receivedBytes: await uploads.append(uploadName(person, id), offset, bytes) };
    },
    sweepUploads: (): Promise<void> => uploads.sweep(clock() - keepUploadMs),

    /** What a volunteer's photograph shows, by the report. */
    placeOf(captureId: number): Pick<VolunteerReport, 'binId' | 'expected'> {
      const report = repo.findOfCapture(captureId);
      return { binId: report?.binId ?? null, expected: report?.expected ?? null };
    },
    /** Inside a transaction, once a volunteer's photograph is classified: a finding, unless the case is known already. */
    classified(captureId: number): void {
      const report = repo.findOfCapture(captureId);
      if (!report || report.binId === null) return;
      const episodeId = links.episodeOf(report);
      if (episodeId === null || !links.isFound(episodeId)) findings.addReport(report);
    },
  };
}
