/** Homes, members, participation and attributed cases over a year of judged episodes (report-year.ts), made from a seed: for the bench. */
import type { Database } from 'better-sqlite3';
import { seededRandom } from './pictures.ts';

const dayMs = 86_400_000;
const shape = { buildings: 22, unitsEach: 4, homesEach: 23 };
export const households = shape.buildings * shape.unitsEach * shape.homesEach;
export const members = 300;
/** Accounts beside those of the year: the branch signs, an administrator decides. */
const staff = { reviewer: 1, secretary: 3, signer: 4, judge: 5 };
const firstMember = 101;
const codeLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of violations, those whose home is known; of notices, those appealed against; of appeals, those that were right. */
const shares = { known: 0.25, appealed: 0.04, upheld: 0.3, visited: 0.85, consent: 0.4, takesPart: 0.35 };

/** The year's statements are prepared once: thousands of rows go through each. */
const inserter =
  (client: Database) =>
  (table: string, columns: string): ((...values: unknown[]) => number) => {
    const marks = columns
      .split(',')
      .map(() => '?')
      .join(',');
    const statement = client.prepare(`INSERT INTO ${table} (${columns}) VALUES (${marks})`);
    return (...values) => Number(statement.run(...values).lastInsertRowid);
  };

/** 2,024 homes and 300 members, each with a home, a branch and six or seven homes as a field; all with the password. */
export function addHomesAndMembers(client: Database, estates: number, passwordHash: string): void {
  const into = inserter(client);
  const random = seededRandom(7);
  client.transaction(() => {
    const [building, unit] = [into('building', 'id,estate_id,name'), into('unit', 'id,building_id,name')];
    const household = into('household', 'id,unit_id,room,code');
    for (let b = 1; b <= shape.buildings; b += 1) {
      building(b, 1 + (b % estates), `${b}号楼`);
      for (let u = 1; u <= shape.unitsEach; u += 1) {
        const unitId = (b - 1) * shape.unitsEach + u;
        unit(unitId, b, `${u}单元`);
        for (let h = 1; h <= shape.homesEach; h += 1) {
          const id = (unitId - 1) * shape.homesEach + h;
          const letter = (): string => codeLetters[Math.floor(random() * codeLetters.length)] ?? '2';
          household(id, unitId, String(100 + h), Array.from({ length: 5 }, letter).join('') + letter());
        }
      }
    }
    const branch = into('branch', 'id,name,created_at');
    for (let id = 1; id <= 10; id += 1) branch(id, `第${id}支部`, 1);
    const person = into('person', 'id,username,name,role,password_hash,created_at,household_id,branch_id');
    person(staff.signer, 'p4', 'p4', 'branch', passwordHash, 1, null, null);
    person(staff.judge, 'p5', 'p5', 'secretary', passwordHash, 1, null, null);
    const field = into('responsibility_field', 'person_id,household_id,from_day,recorded_at,recorded_by');
    const spread = Math.floor(households / members);
    for (let index = 0; index < members; index += 1) {
      const id = firstMember + index;
      person(id, `m${id}`, `党员${id}`, 'member', passwordHash, 1, 1 + index * spread, 1 + (index % 10));
    }
    for (let home = 1; home <= households; home += 1)
      field(firstMember + (home % members), home, '2025-01-01', 1, staff.secretary);
    client.prepare('UPDATE person SET password_hash = ? WHERE id < 4').run(passwordHash);
  })();
}

/** Who took part on which days, and who agreed to be named. */
export function addParticipation(client: Database, days: readonly string[]): void {
  const into = inserter(client);
  const random = seededRandom(8);
  client.transaction(() => {
    const took = into('participation', 'household_id,day,source,times,recorded_at,recorded_by');
    const agreed = into('red_list_consent', 'household_id,from_day,recorded_at,recorded_by');
    for (let home = 1; home <= households; home += 1) {
      if (random() < shares.consent) agreed(home, '2025-01-01', 1, staff.secretary);
      for (const day of days) if (random() < shares.takesPart) took(home, day, 'card', 1, 1, staff.secretary);
    }
  })();
}

/** The photographs of what was judged: each finding with the first frame of its episode. */
export function addPhotos(client: Database): void {
  client.exec(`UPDATE finding SET observation_id = (
      SELECT id FROM observation WHERE observation.episode_id = finding.episode_id ORDER BY captured_at LIMIT 1);
    INSERT INTO capture (id, camera_id, station_id, sha256, bytes, mime, captured_at, clock_suspect, received_at, state)
    SELECT observation.capture_id, finding.station_id, finding.station_id, 'photo-' || observation.id, 1, 'image/jpeg',
      observation.captured_at, 0, observation.captured_at, 'classified'
    FROM finding JOIN observation ON observation.id = finding.observation_id GROUP BY observation.capture_id`);
}

/** Reports of what was confirmed, by members: about one a month each. */
export function addReports(client: Database): void {
  const into = inserter(client);
  const random = seededRandom(9);
  client.transaction(() => {
    const capture = into(
      'capture',
      'person_id,station_id,sha256,bytes,mime,captured_at,clock_suspect,received_at,state',
    );
    const report = into(
      'volunteer_report',
      'id,person_id,capture_id,station_id,bin_id,expected,captured_at,created_at,episode_id',
    );
    const cases = client
      .prepare<[], { episode: number; station: number; bin: number; expected: string; at: number }>(
        `SELECT episode_id AS episode, station_id AS station, bin_id AS bin, expected, occurred_at AS at FROM violation ORDER BY id`,
      )
      .all();
    const every = Math.max(1, Math.floor(cases.length / (members * 12)));
    for (const [index, one] of cases.entries()) {
      if (index % every !== 0) continue;
      const by = firstMember + Math.floor(random() * members);
      const id = capture(by, one.station, `report-${index}`, 1, 'image/jpeg', one.at, 0, one.at, 'classified');
      report(
        `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        by,
        id,
        one.station,
        one.bin,
        one.expected,
        one.at,
        one.at,
        one.episode,
      );
    }
  })();
}

/** Says of the violations confirmed in this time whose they are, signed by a second person; some homes more often than others. */
export function attribute(client: Database, from: number, to: number): void {
  const into = inserter(client);
  const random = seededRandom(from % 1_000_003);
  const attribution = into(
    'attribution',
    'finding_id,verdict_id,household_id,basis,attributed_by,attributed_at,signed_by,signed_at',
  );
  const cases = client
    .prepare<[number, number], { finding: string; verdict: number; at: number }>(
      `SELECT finding_id AS finding, verdict_id AS verdict, created_at AS at FROM violation WHERE created_at >= ? AND created_at < ? ORDER BY id`,
    )
    .all(from, to);
  client.transaction(() => {
    for (const { finding, verdict, at } of cases) {
      if (random() >= shares.known) continue;
      const home = 1 + Math.floor(random() ** 2 * households);
      attribution(finding, verdict, home, 'bag_number', staff.reviewer, at + 1, staff.signer, at + 2);
    }
  })();
}

/** Hands over the notices made since, files some appeals and decides on them, and makes the visits that are open. */
export function followUp(client: Database, now: number): void {
  const into = inserter(client);
  const random = seededRandom(now % 1_000_003);
  const ids = (sql: string): number[] => client.prepare<[], number>(sql).pluck().all();
  client.transaction(() => {
    const deliver = into('notice_delivery', 'notice_id,way,person_id,delivered_at');
    const appeal = into('appeal', 'notice_id,ground,filed_at,due_at');
    const decide = into('appeal_decision', 'appeal_id,decision,reason,decided_by,decided_at');
    const visit = into('task_completion', 'task_id,person_id,completed_at,note');
    for (const id of ids('SELECT id FROM notice WHERE id NOT IN (SELECT notice_id FROM notice_delivery)')) {
      deliver(id, 'slip', staff.reviewer, now);
      if (random() >= shares.appealed) continue;
      const decision = random() < shares.upheld ? 'upheld' : 'refused';
      decide(appeal(id, 'not_ours', now, now + 10 * dayMs), decision, '核对过', staff.judge, now);
    }
    client.exec(`UPDATE violation SET voided_at = ${now}, voided_by = ${staff.judge}, void_reason = 'appeal upheld' WHERE voided_at IS NULL AND verdict_id IN (
      SELECT attribution.verdict_id FROM appeal_decision JOIN appeal ON appeal.id = appeal_id JOIN notice ON notice.id = notice_id
        JOIN attribution ON attribution.id = attribution_id WHERE decision = 'upheld')`);
    const open = `SELECT id FROM task WHERE done_at IS NULL AND withdrawn_at IS NULL AND person_id IS NOT NULL`;
    for (const id of ids(open)) {
      if (random() >= shares.visited) continue;
      const [person] = ids(`SELECT person_id FROM task WHERE id = ${id}`);
      visit(id, person, now, '已上门');
      client.exec(`UPDATE task SET done_at = ${now} WHERE id = ${id}`);
    }
  })();
}
