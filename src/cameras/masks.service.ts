/** What nobody may see on a camera's pictures: setting it, and what to paint over on a photograph that waits. */
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { Polygon } from './cameras.repo.ts';
import type { MasksRepo } from './masks.repo.ts';

export type MasksService = ReturnType<typeof createMasksService>;

/** Areas to paint over, and the newest revision they come from. */
export interface MasksToPaint {
  revision: number;
  polygons: Polygon[];
}

export function createMasksService({ db, repo, clock }: { db: Db; repo: MasksRepo; clock: Clock }) {
  return {
    /** The masks of a camera now; none when it has none. */
    polygons: (cameraId: number): Polygon[] => repo.inForce(cameraId)?.polygons ?? [],
    /** The revision in force; null when the camera has no masks now. */
    revisionInForce(cameraId: number): number | null {
      const set = repo.inForce(cameraId);
      return set && set.polygons.length > 0 ? set.revision : null;
    },
    /** Every set a camera has had, oldest first. */
    history: repo.history,
    /**
     * All that has been masked at any time from a revision on: whoever draws a mask because of what they saw means the
     * photographs that wait too, and one that is taken away was promised to those that came before.
     */
    since(cameraId: number, revision: number): MasksToPaint {
      const sets = repo.since(cameraId, revision);
      const distinct = new Map(sets.flatMap(({ polygons }) => polygons).map((one) => [JSON.stringify(one), one]));
      return { revision: sets.at(-1)?.revision ?? 0, polygons: [...distinct.values()] };
    },
    /** Replaces all masks by a new revision; the same again changes nothing. The camera must exist. */
    set(cameraId: number, polygons: Polygon[], setBy: number | null): void {
      inTransaction(db, () => {
        const before = repo.inForce(cameraId);
        if (JSON.stringify(before?.polygons ?? []) === JSON.stringify(polygons)) return;
        repo.insert({ cameraId, revision: (before?.revision ?? 0) + 1, polygons, createdAt: clock(), setBy });
      });
    },
  };
}
