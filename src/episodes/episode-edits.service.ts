/** Corrects how frames were grouped: marks an episode as a duplicate of an earlier one, splits one in two; undoes both. */
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { EpisodeEditsRepo } from './episode-edits.repo.ts';
import { cutFrames, type EpisodeFrame, summaryOf } from './episode-edits.rules.ts';
import type { Episode, EpisodesRepo } from './episodes.repo.ts';

export type EpisodeEditsService = ReturnType<typeof createEpisodeEditsService>;

export function createEpisodeEditsService(deps: {
  db: Db;
  repo: EpisodeEditsRepo;
  episodes: Pick<EpisodesRepo, 'find' | 'insert' | 'update'>;
  calendar: Calendar;
  clock: Clock;
  /** The last day of which audits were drawn; null while there is none. */
  drawnDay: () => string | null;
  /** Whether the month of the day is closed. */
  isClosed: (day: string) => boolean;
  /** Inside the transaction: told of a flagged episode. */
  onFlagged: (episode: Episode) => void;
  /** Inside the transaction: brings the ledger in step with a finding's verdicts. */
  resettle: (findingId: string, by: number, reason: string) => void;
}) {
  const { db, repo, episodes, calendar, clock, drawnDay, isClosed, onFlagged, resettle } = deps;

  const findOpen = (id: number): Episode => {
    const episode = episodes.find(id);
    if (!episode) throw changed();
    if (isClosed(calendar.dayOf(episode.startedAt))) {
      throw new AppError('month_closed', 'The month is closed; its episodes can’t be changed.');
    }
    return episode;
  };
  const changed = (): AppError =>
    new AppError('episode_changed', 'These frames were grouped otherwise in the meantime; look at them again.');
  const framesOf = (episodeId: number): EpisodeFrame[] =>
    repo.frames(episodeId).map(({ observation }) => ({
      id: observation.id,
      capturedAt: observation.capturedAt,
      fingerprint: observation.fingerprint,
      isUsable: observation.decision !== 'unusable',
      isMisplaced: observation.decision === 'misplaced',
      score: observation.score,
      threshold: observation.threshold,
    }));
  const settle = (episodeId: number, by: number, reason: string): void => {
    for (const findingId of repo.judgedFindingsOf(episodeId)) resettle(findingId, by, reason);
  };
  /** N is frozen at the draw: what is split off afterwards belongs to no draw. */
  const isDrawn = (episode: Episode): boolean => {
    const day = drawnDay();
    return day !== null && calendar.dayOf(episode.startedAt) <= day;
  };

  const undoSplit = (wholeId: number, partId: number): void => {
    const part = findOpen(partId);
    if (repo.isInUse(part.id) || (isDrawn(part) && !part.outsideDraw)) {
      throw new AppError(
        'episode_in_use',
        'The part split off has been judged, or was counted in the draw of its day.',
      );
    }
    if (repo.inForce([part.id]).some(({ edit }) => edit.otherId !== part.id || edit.kind !== 'split')) throw changed();
    const frames = framesOf(part.id);
    repo.move(
      frames.map(({ id }) => id),
      wholeId,
    );
    episodes.update(wholeId, summaryOf(framesOf(wholeId)));
    repo.removePart(part.id, wholeId);
  };

  return {
    /** The later of the two is a duplicate from now on: no part of the rate, no consequence. Throws `episode_changed`, `month_closed`. */
    markDuplicate(person: Person, oneId: number, otherId: number): void {
      inTransaction(db, () => {
        const [one, other] = [findOpen(oneId), findOpen(otherId)];
        if (one.binId !== other.binId || one.id === other.id) throw changed();
        const isLater = one.startedAt > other.startedAt || (one.startedAt === other.startedAt && one.id > other.id);
        const [earlier, later] = isLater ? [other, one] : [one, other];
        const root = earlier.duplicateOfId ?? earlier.id;
        if (later.duplicateOfId !== null || root === later.id) throw changed();
        episodes.update(later.id, { duplicateOfId: root });
        repo.insert({ kind: 'duplicate', episodeId: later.id, otherId: root, editedBy: person.id, editedAt: clock() });
        settle(later.id, person.id, 'marked as a duplicate');
      });
    },

    /**
     * Cuts before the frame; the part with the frame `keptId`, which was dealt, keeps row, verdict and place in the sample.
     * Throws `episode_changed`, `month_closed`.
     */
    split(person: Person, episodeId: number, fromId: number, keptId: number | null): void {
      inTransaction(db, () => {
        const whole = findOpen(episodeId);
        const cut = cutFrames(framesOf(whole.id), fromId, keptId);
        if (!cut) throw changed();
        const outsideDraw = isDrawn(whole);
        const { binId, stationId, viewRevisionId, modelId, expected } = whole;
        const part = episodes.insert({
          ...{ binId, stationId, viewRevisionId, modelId, expected, outsideDraw },
          ...summaryOf(cut.apart),
          flagged: !outsideDraw && cut.apart.some(({ isMisplaced }) => isMisplaced),
        });
        repo.move(
          cut.apart.map(({ id }) => id),
          part.id,
        );
        episodes.update(whole.id, summaryOf(cut.kept));
        repo.insert({ kind: 'split', episodeId: whole.id, otherId: part.id, editedBy: person.id, editedAt: clock() });
        if (part.flagged) onFlagged(part);
      });
    },

    /** Throws `episode_changed`, `episode_in_use`, `month_closed`. */
    undo(person: Person, editId: number, ofEpisodes: readonly number[]): void {
      inTransaction(db, () => {
        const edit = repo.findEdit(editId);
        const isShown = edit && (ofEpisodes.includes(edit.episodeId) || ofEpisodes.includes(edit.otherId));
        if (!isShown || edit.undoneAt !== null) throw changed();
        findOpen(edit.episodeId);
        repo.markUndone(edit.id, person.id, clock());
        if (edit.kind === 'split') return undoSplit(edit.episodeId, edit.otherId);
        episodes.update(edit.episodeId, { duplicateOfId: null });
        settle(edit.episodeId, person.id, 'no duplicate after all');
      });
    },
  };
}
