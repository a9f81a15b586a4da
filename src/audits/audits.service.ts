/** Closes each day of the community with a draw of audits from what was not flagged (DESIGN §4). */
import type { Episode } from '../episodes/episodes.service.ts';
import { drawAudits } from '../estimates/draw.rules.ts';
import { bandOf, spreadOfBand, stratumOf } from '../estimates/strata.rules.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { AuditDraw, AuditsRepo } from './audits.repo.ts';

/** After local midnight: photographs of the evening may still be on their way. */
const graceMs = 2 * 3_600_000;
/** Episodes that turn up late are drawn with the next day, if they are not older than this. */
const stragglerMs = 7 * 86_400_000;

export function createAuditsService(deps: {
  db: Db;
  repo: AuditsRepo;
  /** Makes the finding of an audit; `observationId` is the frame shown. */
  addAudit: (episode: Episode, audit: { observationId: number; selection: number }) => void;
  calendar: Calendar;
  clock: Clock;
  seed: () => string;
  /** Audits a day; 0: none are drawn. */
  budget: () => number;
  log: Pick<Logger, 'info'>;
}) {
  const { db, repo, addAudit, calendar, clock, seed, budget, log } = deps;

  /** Draws one day. The stratum and probability of every episode that could be drawn are kept, not only of those that were. */
  const drawDay = (day: string, from: number, to: number): AuditDraw => {
    const rows = repo.undrawn(from - stragglerMs, to);
    const candidates = rows.map(({ episode, estateId }) => ({
      id: `episode:${episode.id}`,
      stratum: stratumOf(String(estateId), bandOf(episode.score, episode.threshold)),
      episode,
    }));
    const { chosen, selectionOf } = drawAudits(candidates, {
      seed: seed(),
      draw: day,
      budget: budget(),
      spread: (cell) => spreadOfBand(Number(cell[0])),
    });
    for (const { episode, stratum } of candidates) repo.setDraw(episode.id, stratum, selectionOf(stratum));
    for (const { episode, selection } of chosen) {
      const observationId = episode.bestObservationId ?? repo.middleFrameOf(episode.id);
      if (observationId === null) throw new Error(`episode ${episode.id} has no frame`);
      addAudit(episode, { observationId, selection });
    }
    const row = { day, drawnAt: clock(), budget: budget(), episodes: candidates.length, audits: chosen.length };
    repo.insert(row);
    return row;
  };

  return {
    draws: repo.all,
    /** Draws every day that has ended and wasn't drawn, oldest first, each in a transaction of its own. */
    drawDue(): void {
      if (budget() === 0) return;
      const first = repo.firstEpisodeAt();
      if (first === null) return;
      const latest = repo.latest();
      let from = latest ? calendar.dayAfter(latest.day) : calendar.startOfDay(first);
      for (;;) {
        const day = calendar.dayOf(from);
        const to = calendar.dayAfter(day);
        if (to + graceMs > clock()) return;
        const draw = inTransaction(db, () => drawDay(day, from, to));
        if (draw.episodes > 0) log.info({ day, episodes: draw.episodes, audits: draw.audits }, 'audits drawn');
        from = to;
      }
    },
  };
}
