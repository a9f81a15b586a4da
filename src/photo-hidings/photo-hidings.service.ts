/** Hides a photograph from everybody at once, keeps why and by whom, and lifts that again. */
import { keptPhoto } from '../captures/captures.rules.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Renditions } from '../platform/files/renditions.ts';
import type { HidingInWords, PhotoHidingsRepo } from './photo-hidings.repo.ts';
import type { HidingRequest } from './photo-hidings.schemas.ts';

export type PhotoHidingsService = ReturnType<typeof createPhotoHidingsService>;

const listed = 200;

export function createPhotoHidingsService(deps: {
  db: Db;
  repo: PhotoHidingsRepo;
  findings: Pick<FindingsService, 'find'>;
  renditions: Pick<Renditions, 'forget'>;
  clock: Clock;
  /** Told of the station whose pictures changed. */
  onChange: (stationId: number) => void;
}) {
  const { db, repo, findings, renditions, clock, onChange } = deps;
  return {
    /**
     * From when this returns no picture of it is served, whatever address somebody has. Gives how many photographs were
     * hidden. Throws `no_such_finding`.
     */
    async hide(person: Person, findingId: string, request: HidingRequest): Promise<number> {
      const hidden = inTransaction(db, () => {
        const { finding, capture } = findings.find(person, findingId);
        const frames = request.frames && finding.episodeId !== null ? repo.capturesOf(finding.episodeId) : [];
        const added: string[] = [];
        for (const photo of [capture, ...frames]) {
          const sha256 = keptPhoto(photo)?.sha256;
          if (sha256 === undefined || repo.isHidden(sha256)) continue;
          const { reason, note } = request;
          const by = { hiddenBy: person.id, hiddenAt: clock() };
          repo.insert({ captureId: photo.id, sha256, findingId, reason, note: note || null, ...by });
          added.push(sha256);
        }
        onChange(finding.stationId);
        return added;
      });
      await Promise.all(hidden.map((sha256) => renditions.forget(sha256)));
      return hidden.length;
    },

    list: (person: Person): HidingInWords[] => repo.list(person.estates, listed),

    /** Throws `no_such_hiding`, also when it was lifted before. */
    lift(person: Person, id: number, note: string): void {
      inTransaction(db, () => {
        const found = repo.find(id);
        if (!found || found.hiding.liftedAt !== null || !maySeeEstate(person.estates, found.estate.id)) {
          throw new AppError('no_such_hiding', 'This photograph is not hidden, or not one for you.');
        }
        repo.lift(id, person.id, clock(), note);
        onChange(found.station.id);
      });
    },
  };
}
