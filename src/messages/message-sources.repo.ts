/** Reads what has happened that channels may be told of. The rows are the truth: asked again, the same keys come back. */
import { sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import type { Topic } from './messages.schemas.ts';

export interface Happening {
  key: string;
  topic: Topic;
  facts: Record<string, string | number>;
  at: number;
}

interface CameraRow {
  id: number;
  place: string;
  camera: string;
  reason: string;
  raisedAt: number;
  endedAt: number | null;
}

export type MessageSourcesRepo = ReturnType<typeof createMessageSourcesRepo>;

export function createMessageSourcesRepo(db: Db) {
  const cameras = (since: number): CameraRow[] =>
    db.all(sql`SELECT camera_notice.id AS id, estate.name || ' ' || station.name AS place, camera.name AS camera,
        camera_notice.reason AS reason, camera_notice.raised_at AS raisedAt, camera_notice.ended_at AS endedAt
      FROM camera_notice JOIN camera ON camera.id = camera_notice.camera_id
        JOIN station ON station.id = camera.station_id JOIN estate ON estate.id = station.estate_id
      WHERE camera_notice.raised_at >= ${since} OR camera_notice.ended_at >= ${since}`);
  const months = (since: number) =>
    db.all<{ month: string; draftedAt: number; closedAt: number | null }>(sql`
      SELECT month, drafted_at AS draftedAt, closed_at AS closedAt FROM month_report
      WHERE drafted_at >= ${since} OR closed_at >= ${since}`);
  const appeals = (since: number) =>
    db.all<{ id: number; filedAt: number; dueAt: number }>(
      sql`SELECT id, filed_at AS filedAt, due_at AS dueAt FROM appeal WHERE filed_at >= ${since}`,
    );
  return {
    /** Everything of since then. `dayOf`: the community's day of a moment. */
    happenings: (since: number, dayOf: (at: number) => string): Happening[] => [
      ...cameras(since).flatMap(({ id, raisedAt, endedAt, ...facts }): Happening[] => [
        { key: `camera_notice:${id}:raised`, topic: 'camera_trouble', facts, at: raisedAt },
        ...(endedAt === null
          ? []
          : [{ key: `camera_notice:${id}:ended`, topic: 'camera_recovered' as const, facts, at: endedAt }]),
      ]),
      ...months(since).flatMap(({ month, draftedAt, closedAt }): Happening[] => [
        { key: `month:${month}:drafted`, topic: 'report_drafted', facts: { month }, at: draftedAt },
        ...(closedAt === null
          ? []
          : [{ key: `month:${month}:closed`, topic: 'month_closed' as const, facts: { month }, at: closedAt }]),
      ]),
      ...appeals(since).map(
        ({ id, filedAt, dueAt }): Happening => ({
          key: `appeal:${id}`,
          topic: 'appeal_filed',
          facts: { due: dayOf(dueAt) },
          at: filedAt,
        }),
      ),
    ],
    openFindings: (): number =>
      db.get<{ open: number }>(sql`SELECT count(*) AS open FROM finding WHERE state = 'open'`)?.open ?? 0,
  };
}
