/** A judged finding's history as JSON. */
import type { FindingHistory } from './lookback.schemas.ts';
import type { LookbackService } from './lookback.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function presentHistory(history: ReturnType<LookbackService['history']>): FindingHistory {
  const { verdicts, standingVerdictId, violations, episode, mayUndo } = history;
  return {
    verdicts: verdicts.map(({ verdict, by, undoneBy, look }) => ({
      id: verdict.id,
      judgement: verdict.judgement,
      actual: verdict.actual,
      note: verdict.note,
      by,
      at: iso(verdict.givenAt),
      afterReveal: verdict.afterReveal,
      look,
      stands: verdict.id === standingVerdictId,
      undone: verdict.undoneAt === null || !undoneBy ? null : { by: undoneBy, at: iso(verdict.undoneAt) },
    })),
    violations: violations.map(({ id, month, createdAt, voidedAt, voidReason }) => ({
      id,
      month,
      at: iso(createdAt),
      voided: voidedAt === null ? null : { at: iso(voidedAt), reason: voidReason ?? '' },
    })),
    episode: episode && {
      startedAt: iso(episode.startedAt),
      endedAt: iso(episode.endedAt),
      frames: episode.frames,
    },
    mayUndo,
  };
}
