/** Fills a migrated database with months of judged episodes, made from a seed: for golden reports and the bench. */
import type { Database } from 'better-sqlite3';
import { drawAudits } from '../estimates/draw.rules.ts';
import { bandOf, spreadOfBand, stratumOf } from '../estimates/strata.rules.ts';
import { createCalendar } from '../platform/calendar.ts';
import { seededRandom } from './pictures.ts';

export interface ReportYear {
  /** yyyy-mm of the first one, and how many follow one another. */
  firstMonth: string;
  months: number;
  timeZone?: string;
  stations: number;
  /** Per station. */
  bins: number;
  /** Per bin and day. */
  episodes: number;
  /** True rate of misplacement in the month with this index at the station with this index. */
  rate: (month: number, station: number) => number;
  /** Chance that the model flags what is misplaced, and what is right. */
  recall: number;
  falseFlags: number;
  /** Audits a day. */
  budget: number;
  /** Observations made for each episode; none by default. */
  frames?: number;
}

const categories = ['kitchen', 'residual', 'recyclable', 'hazardous'] as const;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const threshold = 0.6;
/** Opening hours: two in the morning, two in the evening. */
const openHours = [6, 7, 18, 19] as const;
const blank = Buffer.alloc(4);
const seed = 'the seed of the year';

/** Estates of two stations each, their bins, a camera with a view for each bin, and the people. */
function addPlaces(client: Database, { stations, bins, timeZone = 'Asia/Shanghai' }: ReportYear): void {
  const run = (sql: string, ...values: unknown[]): void => void client.prepare(sql).run(...values);
  run(
    `INSERT INTO community (id, name, time_zone, scheme, seed, created_at) VALUES (1, '示范社区', ?, 'gbt-19095-2019', ?, 1)`,
    timeZone,
    seed,
  );
  for (const [id, role] of [
    [1, 'reviewer'],
    [2, 'reviewer'],
    [3, 'secretary'],
  ] as const) {
    run(
      `INSERT INTO person (id, username, name, role, password_hash, created_at) VALUES (?, ?, ?, ?, 'x', 1)`,
      id,
      `p${id}`,
      `p${id}`,
      role,
    );
  }
  run(`INSERT INTO model (id, name, version, sha256, labels, first_used_at) VALUES (1, 'm', '1', 'x', '["a"]', 1)`);
  for (let station = 1; station <= stations; station += 1) {
    const estate = Math.ceil(station / 2);
    run(`INSERT OR IGNORE INTO estate (id, name, created_at) VALUES (?, ?, 1)`, estate, `小区${estate}`);
    run(
      `INSERT INTO station (id, estate_id, name, opening_hours, created_at) VALUES (?, ?, ?, '[["06:00","08:00"],["18:00","20:00"]]', 1)`,
      station,
      estate,
      `${station}号投放点`,
    );
    run(
      `INSERT INTO camera (id, station_id, name, interval_s, view_set_revision, created_at, hours_written_until)
       VALUES (?, ?, ?, 60, 1, 1, 1)`,
      station,
      station,
      `${station}号`,
    );
    for (let position = 1; position <= bins; position += 1) {
      const bin = (station - 1) * bins + position;
      const expected = categories[(position - 1) % categories.length];
      run(
        `INSERT INTO bin (id, station_id, name, expected, position) VALUES (?, ?, ?, ?, ?)`,
        bin,
        station,
        `${position}号桶`,
        expected,
        position,
      );
      run(`INSERT INTO view (id, camera_id, bin_id, counting) VALUES (?, ?, ?, 1)`, bin, station, bin);
      run(
        `INSERT INTO view_revision (id, view_id, revision, polygon, from_set_revision, created_at) VALUES (?, ?, 1, '[]', 1, 1)`,
        bin,
        bin,
      );
    }
  }
}

interface Made {
  id: number;
  bin: number;
  station: number;
  startedAt: number;
  expected: (typeof categories)[number];
  isMisplaced: boolean;
  score: number;
  isFlagged: boolean;
}

export interface Truth {
  episodes: number;
  misplaced: number;
}

function statements(client: Database) {
  return {
    episode: client.prepare(
      `INSERT INTO episode (id, bin_id, station_id, view_revision_id, model_id, expected, started_at, ended_at, frames,
         usable_frames, first_fingerprint, last_fingerprint, score, threshold, flagged, stratum, selection_probability)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    finding: client.prepare(
      `INSERT INTO finding (id, source, episode_id, station_id, state, version, day, deal_order, selection_probability, created_at)
       VALUES (?, ?, ?, ?, 'judged', 1, ?, 1, ?, ?)`,
    ),
    verdict: client.prepare(
      `INSERT INTO verdict (id, finding_id, person_id, judgement, actual, on_version, after_reveal, given_at)
       VALUES (?, ?, ?, ?, ?, 0, 0, ?)`,
    ),
    violation: client.prepare(
      `INSERT INTO violation (finding_id, verdict_id, episode_id, station_id, bin_id, occurred_at, month, expected, actual, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    look: client.prepare(
      `INSERT INTO second_look (finding_id, second_id, probability, draw, seed_mark, drawn_at, state, agreement)
       VALUES (?, ?, 0.08, 0.01, 'x', ?, ?, ?)`,
    ),
    draw: client.prepare('INSERT INTO audit_draw (day, drawn_at, budget, episodes, audits) VALUES (?, ?, ?, ?, ?)'),
    hour: client.prepare(
      'INSERT INTO camera_hour (camera_id, hour_at, expected, received, unusable) VALUES (?, ?, 60, ?, ?)',
    ),
  };
}

/** Fills the database, a day at a time; returns what is true of each month: episodes, and misplaced ones. */
export function fillReportYear(client: Database, year: ReportYear): Truth[] {
  const calendar = createCalendar(year.timeZone ?? 'Asia/Shanghai');
  const random = seededRandom(2026);
  const insert = statements(client);
  let episodes = 0;
  let verdicts = 0;
  const truth: Truth[] = Array.from({ length: year.months }, () => ({ episodes: 0, misplaced: 0 }));

  const makeDay = (dayStart: number, month: number): Made[] => {
    const made: Made[] = [];
    for (let bin = 1; bin <= year.stations * year.bins; bin += 1) {
      const station = Math.ceil(bin / year.bins);
      for (let index = 0; index < year.episodes; index += 1) {
        const isMisplaced = random() < year.rate(month, station - 1);
        const isFlagged = random() < (isMisplaced ? year.recall : year.falseFlags);
        const hour = openHours[index % openHours.length] ?? 6;
        const startedAt = dayStart + hour * hourMs + Math.floor((index / year.episodes) * 55) * minuteMs;
        const score = isFlagged ? 0.9 : (isMisplaced ? 0.5 : 0.05) * (0.4 + 0.6 * random());
        const expected = categories[((bin - 1) % year.bins) % categories.length] ?? 'kitchen';
        episodes += 1;
        made.push({ id: episodes, bin, station, startedAt, expected, isMisplaced, score, isFlagged });
      }
    }
    return made;
  };

  const judge = (one: Made, source: 'flag' | 'audit', selection: number, day: string): void => {
    const findingId = `${source}-${one.id}`;
    const at = one.startedAt + 20 * hourMs;
    const luck = random();
    const judgement = luck < 0.04 ? 'unclear' : luck < 0.06 ? 'no_waste' : one.isMisplaced ? 'misplaced' : 'fits';
    const actual = judgement === 'misplaced' ? (one.expected === 'residual' ? 'kitchen' : 'residual') : null;
    insert.finding.run(findingId, source, one.id, one.station, day, selection, at);
    verdicts += 1;
    const verdictId = verdicts;
    insert.verdict.run(verdictId, findingId, 1, judgement, actual, at);
    if (actual) {
      const { id, station, bin, startedAt, expected } = one;
      insert.violation.run(findingId, verdictId, id, station, bin, startedAt, day.slice(0, 7), expected, actual, at);
    }
    if (random() >= 0.08) return;
    const secondId = `second-${one.id}`;
    const agrees = random() < 0.95;
    insert.finding.run(secondId, 'second_look', one.id, one.station, day, null, at);
    verdicts += 1;
    const other = judgement === 'fits' ? 'no_waste' : 'fits';
    insert.verdict.run(verdicts, secondId, 2, agrees ? judgement : other, agrees ? actual : null, at + 1);
    insert.look.run(findingId, secondId, at, agrees ? 'agreed' : 'contested', agrees ? 'same' : 'differ');
  };

  const addDay = (dayStart: number, month: number): void => {
    const day = calendar.dayOf(dayStart);
    const made = makeDay(dayStart, month);
    const known = truth[month];
    if (known) {
      known.episodes += made.length;
      known.misplaced += made.filter(({ isMisplaced }) => isMisplaced).length;
    }
    const candidates = made
      .filter(({ isFlagged }) => !isFlagged)
      .map((one) => {
        const stratum = stratumOf(String(Math.ceil(one.station / 2)), bandOf(one.score, threshold));
        return { ...one, id: `episode:${one.id}`, stratum, one };
      });
    const { budget } = year;
    const drawn = drawAudits(candidates, { seed, draw: day, budget, spread: (cell) => spreadOfBand(Number(cell[0])) });
    const stratumOfEpisode = new Map(candidates.map(({ one, stratum }) => [one.id, stratum]));
    for (const one of made) {
      const stratum = stratumOfEpisode.get(one.id) ?? null;
      const chance = stratum === null ? null : drawn.selectionOf(stratum);
      const { id, bin, station, expected, startedAt, score, isFlagged } = one;
      const place = [id, bin, station, bin, expected, startedAt, startedAt + minuteMs, blank, blank] as const;
      insert.episode.run(...place, score, threshold, isFlagged ? 1 : 0, stratum, chance);
    }
    for (const one of made) if (one.isFlagged) judge(one, 'flag', 1, day);
    for (const { one, selection } of drawn.chosen) judge(one, 'audit', selection, day);
    insert.draw.run(day, dayStart + 26 * hourMs, budget, candidates.length, drawn.chosen.length);
    for (let camera = 1; camera <= year.stations; camera += 1) {
      for (const hour of openHours) {
        const isSilent = random() < 0.02;
        insert.hour.run(camera, dayStart + hour * hourMs, isSilent ? 0 : 58, isSilent ? 0 : Math.floor(random() * 4));
      }
    }
  };

  client.pragma('foreign_keys = OFF');
  client.transaction(() => {
    addPlaces(client, year);
    let name = year.firstMonth;
    for (let month = 0; month < year.months; month += 1) {
      const { from, to } = calendar.monthBounds(name);
      for (let at = from; at < to; at = calendar.dayAfter(calendar.dayOf(at))) addDay(at, month);
      name = calendar.monthAfter(name);
    }
  })();
  if (year.frames) addObservations(client, year.frames);
  return truth;
}

/** Observations of all episodes, as many as `frames` for each; without captures, which reports don't read. */
function addObservations(client: Database, frames: number): void {
  client.exec(`WITH RECURSIVE frame(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM frame WHERE n < ${frames - 1})
    INSERT INTO observation (id, capture_id, view_revision_id, model_id, current, bin_id, counting, expected, captured_at,
      probabilities, quality, fingerprint, decision, score, threshold, episode_id, recorded_at)
    SELECT episode.id * ${frames} + n, episode.id * ${frames} + n, view_revision_id, 1, 1, bin_id, 1, expected,
      started_at + n * 1000, zeroblob(64), '{}', zeroblob(96), 'fits', score, threshold, episode.id, started_at
    FROM episode CROSS JOIN frame`);
}
