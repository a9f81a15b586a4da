/** The frames around a finding, and putting right how they were grouped. */
import { z } from 'zod';
import type { ViewOutlinesRepo } from '../cameras/view-outlines.repo.ts';
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { EpisodeEditsRepo } from '../episodes/episode-edits.repo.ts';
import type { EpisodeEditsService } from '../episodes/episode-edits.service.ts';
import type { Episode } from '../episodes/episodes.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import type { Person } from '../people/people.service.ts';
import { AppError } from '../platform/errors.ts';
import { renditionSize } from '../platform/files/renditions.ts';
import {
  duplicateRequestSchema,
  editUndoRequestSchema,
  type FilmStrip,
  filmStripSchema,
  splitRequestSchema,
} from './film-strip.schemas.ts';
import type { FindingInPlace } from './findings.repo.ts';
import type { FindingsService } from './findings.service.ts';

const params = z.object({ id: z.uuid('must be the id of a finding') });
const neighboursEach = 2;
const neighboursWithinMs = 6 * 3_600_000;
/** Of this episode and of each neighbour; of more, some evenly apart. */
const framesShown = 60;
const neighbourFramesShown = 6;
const iso = (at: number): string => new Date(at).toISOString();

/** At most `most` of them, evenly apart, the first and the last among them, and whichever `isNeeded`. */
function spread<Item>(items: Item[], most: number, isNeeded: (item: Item) => boolean): Item[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)));
  return items.filter((item, index) => chosen.has(index) || isNeeded(item));
}

export function createFilmStripRoutes(deps: {
  findings: Pick<FindingsService, 'find'>;
  episodes: { find(id: number): Episode | null };
  repo: Pick<EpisodeEditsRepo, 'frames' | 'neighbours' | 'inForce'>;
  edits: EpisodeEditsService;
  outlines: Pick<ViewOutlinesRepo, 'find'>;
  addresses: PhotoAddresses;
  guards: Guards;
}): Api {
  const { findings, episodes, repo, edits, outlines, addresses, guards } = deps;

  const around = (found: FindingInPlace): { own: Episode; all: Episode[] } | null => {
    const own = found.finding.episodeId === null ? null : episodes.find(found.finding.episodeId);
    if (!own) return null;
    const near = repo.neighbours(own, neighboursEach, neighboursWithinMs);
    const isBefore = (one: Episode): boolean =>
      one.startedAt < own.startedAt || (one.startedAt === own.startedAt && one.id < own.id);
    return { own, all: [...near.filter(isBefore), own, ...near.filter((one) => !isBefore(one))] };
  };
  const aroundOrThrow = (person: Person, id: string) => {
    const found = findings.find(person, id);
    const strip = around(found);
    if (!strip) throw new AppError('episode_changed', 'This photograph belongs to no episode.');
    return { ...strip, found };
  };

  const present = (person: Person, id: string): FilmStrip => {
    const found = findings.find(person, id);
    const strip = around(found);
    if (!strip) return { episodes: [], edits: [] };
    const { own, all } = strip;
    const at = all.indexOf(own);
    return {
      episodes: all.map((episode, index) => {
        const most = episode === own ? framesShown : neighbourFramesShown;
        const outline = outlines.find(episode.viewRevisionId);
        const isShown = (frame: { observation: { id: number } }): boolean =>
          episode === own && frame.observation.id === found.finding.observationId;
        return {
          id: episode.id,
          place: index === at ? 'this' : index < at ? 'before' : 'after',
          startedAt: iso(episode.startedAt),
          endedAt: iso(episode.endedAt),
          count: episode.frames,
          duplicateOf: episode.duplicateOfId,
          frames: spread(repo.frames(episode.id), most, isShown).map((frame) => ({
            id: frame.observation.id,
            capturedAt: iso(frame.observation.capturedAt),
            photo:
              frame.isHidden === 1
                ? null
                : {
                    url: addresses.make(frame.capture.id, person.id),
                    ...renditionSize(frame.capture.width ?? 1, frame.capture.height ?? 1),
                    outline: outline as [number, number][] | null,
                    hidden: false as const,
                  },
            isShown: isShown(frame),
          })),
        };
      }),
      edits: repo.inForce(all.map((episode) => episode.id)).map(({ edit, by }) => ({
        ...{ id: edit.id, kind: edit.kind, episode: edit.episodeId, other: edit.otherId, by },
        at: iso(edit.editedAt),
      })),
    };
  };

  const api = guards.api();
  const access = 'review';
  const path = '/findings/:id/frames';
  api.get(
    path,
    { access, summary: 'What was photographed of its bin around it', params, answer: filmStripSchema },
    ({ caller, params: { id } }) => present(caller, id),
  );
  api.post(
    `${path}/duplicate`,
    {
      ...{
        access,
        action: 'episode_marked_duplicate',
        summary: 'Another episode shows the same: the later is a duplicate',
      },
      ...{ params, body: duplicateRequestSchema, answer: filmStripSchema },
    },
    ({ caller, params: { id }, body }) => {
      const { own, all } = aroundOrThrow(caller, id);
      const other = all.find((episode) => episode.id === body.episode);
      if (!other) throw new AppError('episode_changed', 'That episode is not beside this one any more.');
      edits.markDuplicate(caller, own.id, other.id);
      return present(caller, id);
    },
  );
  api.post(
    `${path}/split`,
    {
      ...{ access, action: 'episode_split', summary: 'From this frame on it is something else' },
      ...{ params, body: splitRequestSchema, answer: filmStripSchema },
    },
    ({ caller, params: { id }, body }) => {
      const { own, found } = aroundOrThrow(caller, id);
      edits.split(caller, own.id, body.frame, found.finding.observationId);
      return present(caller, id);
    },
  );
  api.post(
    `${path}/undo`,
    {
      ...{ access, action: 'episode_edit_undone', summary: 'Take a mark or a split back' },
      ...{ params, body: editUndoRequestSchema, answer: filmStripSchema },
    },
    ({ caller, params: { id }, body }) => {
      const { all } = aroundOrThrow(caller, id);
      edits.undo(
        caller,
        body.edit,
        all.map((episode) => episode.id),
      );
      return present(caller, id);
    },
  );
  return api;
}
