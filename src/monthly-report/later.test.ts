import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { fillReportYear } from '../testing/report-year.ts';
import type { Later } from './later.schemas.ts';
import { createReportReader } from './report-reader.ts';
import { createReportReading } from './report-reading.service.ts';

const dayMs = 86_400_000;
/** Within March by the community's clock. */
const march = Date.parse('2025-03-10T04:00:00Z');
const later = Date.parse('2025-05-01T00:00:00Z');

let database: TestDatabase;
beforeAll(() => {
  database = openTestDatabase();
  fillReportYear(database.db.$client, {
    ...{ firstMonth: '2025-03', months: 1, stations: 2, bins: 2, episodes: 1, rate: () => 0.3, recall: 0.7 },
    ...{ falseFlags: 0.02, budget: 4 },
  });
});
afterAll(() => database.close());
const laterOf = (month: string): Later => createReportReading(database.db).report(month, later).later;

describe('what followed from cases and what people came together for', () => {
  it('is told as nothing, not left out, in a month without any of it', () => {
    expect(laterOf('2025-03')).toEqual({
      visits: [],
      spotChecks: { considered: 0, drawn: 0, checked: 0, failed: 0 },
      points: { members: 0, given: 0, taken: 0, reversed: 0, causes: [] },
      lists: {
        ...{ state: 'none', edition: 0, corrections: 0, red: 0, black: 0 },
        ...{ buildings: 0, units: 0, households: 0, modelHouseholds: null },
      },
      appeals: { filed: 0, upheld: 0, refused: 0, waiting: 0, late: 0 },
      measures: null,
      training: { sessions: 0, attendances: 0, people: 0, groups: [] },
      patrols: {
        ...{ due: 0, attended: 0, missed: 0, calledOff: 0, unplanned: 0, minutes: 0 },
        ...{ people: 0, stations: 0, found: 0, reports: 0 },
      },
    });
  });

  it('is counted in its own month, in the thread of reports as here', async () => {
    const place = (standing: string) => ({ standing });
    const content = JSON.stringify({
      ...{ estates: [place('red')], stations: [place('black'), place('between')], bins: [] },
      ...{ buildings: [1], units: [1, 2], households: [1, 2, 3], redHouseholds: { leastDays: 20, rows: [1] } },
    });
    const finding = '(SELECT id FROM finding LIMIT 1)';
    const verdict = '(SELECT max(id) FROM verdict)';
    database.db.$client.exec(`
      INSERT INTO point_entry (person_id, cause_key, difference, tenths, code, nth, day, booked_month, rule_version_id, booked_at) VALUES
        (1, 'a', 10, 10, 'visit_done', 0, '2025-03-02', '2025-03', 0, 1), (1, 'b', -20, -20, 'own_deduction', 3, '2025-03-03', '2025-03', 0, 1),
        (2, 'c', -10, 0, NULL, 0, '2025-02-03', '2025-03', 0, 1), (2, 'd', 5, 5, 'report_confirmed', 0, '2025-03-03', '2025-04', 0, 1);
      INSERT INTO list_edition (month, number, inputs, inputs_hash, content, made_at, made_by, signed_at, signed_by, published_at) VALUES
        ('2025-03', 1, '{}', 'a', '${content}', 1, 1, 2, 2, 3), ('2025-03', 2, '{}', 'b', '${content}', 4, NULL, NULL, NULL, 5);
      INSERT INTO building (id, estate_id, name) VALUES (1, 1, '1号楼'); INSERT INTO unit (id, building_id, name) VALUES (1, 1, '1单元');
      INSERT INTO household (id, unit_id, room, code) VALUES (1, 1, '101', 'AAAA11'), (2, 1, '102', 'AAAA12');
      INSERT INTO attribution (id, finding_id, verdict_id, household_id, basis, attributed_by, attributed_at, ended_at, ended_by, ended_because)
        VALUES (1, ${finding}, ${verdict}, 1, 'witness', 1, 1, NULL, NULL, NULL), (2, ${finding}, ${verdict}, 2, 'witness', 1, 1, 2, 1, 'replaced');
      INSERT INTO notice (id, attribution_id, code, term_days, created_at) VALUES (1, 1, 'A', 7, 1), (2, 2, 'B', 7, 1);
      INSERT INTO appeal (id, notice_id, ground, filed_at, due_at) VALUES (1, 1, 'not_ours', ${march}, ${march + dayMs}),
        (2, 2, 'not_ours', ${march}, ${march + dayMs});
      INSERT INTO appeal_decision (appeal_id, decision, reason, decided_by, decided_at) VALUES (1, 'upheld', 'x', 2, ${march + 1});
      INSERT INTO task (id, kind, household_id, created_at, due_day, done_at) VALUES (1, 'visit', 1, 1, '2025-03-20', ${march}),
        (2, 'visit', 2, 1, '2025-03-21', NULL), (3, 'contact', 1, 1, '2025-04-01', NULL);
      INSERT INTO task_completion (id, task_id, person_id, completed_at, note) VALUES (1, 1, 1, ${march}, 'x');
      INSERT INTO spot_check (completion_id, draw, share, seed_mark, drawn_at, checked_by, checked_at, outcome)
        VALUES (1, 0.1, 0.2, 's', 1, 2, 2, 'failed');
      INSERT INTO training_session (id, "group", topic, day, place, trainer, others, recorded_at, recorded_by)
        VALUES (1, 'children', 't', '2025-03-31', 'p', 'x', 20, 1, 1), (2, 'members', 't', '2025-04-01', 'p', 'x', 9, 1, 1);
      INSERT INTO training_attendance (session_id, person_id, recorded_at) VALUES (1, 1, 1);
      INSERT INTO patrol (person_id, station_id, day, started_at, due_end_at, ended_at, outcome)
        VALUES (1, 1, '2025-03-10', ${march}, ${march + 7_200_000}, ${march + 3_600_000}, 'found');`);
    expect(laterOf('2025-03')).toEqual({
      visits: [{ kind: 'visit', due: 2, done: 1, overdue: 1 }],
      spotChecks: { considered: 1, drawn: 1, checked: 1, failed: 1 },
      points: {
        ...{ members: 2, given: 10, taken: -20, reversed: -10 },
        causes: [
          { code: null, rows: 1, tenths: -10 },
          { code: 'own_deduction', rows: 1, tenths: -20 },
          { code: 'visit_done', rows: 1, tenths: 10 },
        ],
      },
      lists: {
        ...{ state: 'published', edition: 2, corrections: 1, red: 1, black: 1 },
        ...{ buildings: 1, units: 2, households: 3, modelHouseholds: 1 },
      },
      appeals: { filed: 2, upheld: 1, refused: 0, waiting: 1, late: 1 },
      measures: null,
      training: {
        ...{ sessions: 1, attendances: 21, people: 1 },
        groups: [{ group: 'children', sessions: 1, attendances: 21 }],
      },
      patrols: {
        ...{ due: 0, attended: 0, missed: 0, calledOff: 0, unplanned: 1, minutes: 60 },
        ...{ people: 1, stations: 1, found: 1, reports: 0 },
      },
    });
    const reader = createReportReader(`${database.folder}/greensleeve.db`);
    expect((await reader.report('2025-03', later)).later).toEqual(laterOf('2025-03'));
    await reader.close();
    expect(laterOf('2025-04')).toMatchObject({ points: { given: 5, taken: 0 }, training: { attendances: 9 } });
  });
});
