/** What must hold of points and lists after any history, asked of the rows alone and not of the code that made them. */
import fc from 'fast-check';
import { firstRules } from '../points/points.rules.ts';
import { dayMs, type Histories, type History, people, type Step, stepKinds } from './consequence-histories.ts';

interface Standing {
  person: number;
  key: string;
  code: string | null;
  tenths: number;
  nth: number;
  day: string;
}

/** Cases that are confirmed, signed, standing and past their term or appealed in vain, with their home. */
const consequential = `SELECT attribution.finding_id AS finding, attribution.household_id AS home FROM attribution
  JOIN verdict ON verdict.id = attribution.verdict_id AND verdict.undone_at IS NULL AND verdict.judgement = 'misplaced'
  JOIN violation ON violation.verdict_id = verdict.id AND violation.voided_at IS NULL
  JOIN notice ON notice.attribution_id = attribution.id
  LEFT JOIN notice_delivery AS told ON told.notice_id = notice.id AND told.undone_at IS NULL
  LEFT JOIN appeal ON appeal.notice_id = notice.id
  LEFT JOIN appeal_decision AS decided ON decided.appeal_id = appeal.id AND decided.undone_at IS NULL
  WHERE attribution.ended_at IS NULL AND attribution.signed_at IS NOT NULL
    AND (decided.decision = 'refused'
      OR appeal.id IS NULL AND max(violation.created_at, attribution.signed_at, told.delivered_at) + notice.term_days * 86400000 <= ?)`;

const rows = <Row>({ db }: History, sql: string, ...values: unknown[]): Row[] =>
  db.$client.prepare<unknown[], Row>(sql).all(...values);

const standing = (history: History): Standing[] =>
  rows(
    history,
    `SELECT person_id AS person, cause_key AS key, code, tenths, nth, day FROM point_entry
     WHERE id IN (SELECT max(id) FROM point_entry GROUP BY person_id, cause_key) AND code IS NOT NULL ORDER BY person_id, cause_key`,
  );

/** Findings of the cases that the latest published edition of each month lists. */
const publishedCases = (history: History): string[] =>
  history
    .publishedMonths()
    .flatMap((month) => history.published(month)?.inputs.cases.map(({ findingId }) => findingId) ?? []);

function faults(history: History): string[] {
  const found: string[] = [];
  const holding = new Map(
    rows<{ finding: string; home: number }>(history, consequential, history.now()).map(({ finding, home }) => [
      finding,
      home,
    ]),
  );
  const now = standing(history);
  for (const { key, tenths } of now) {
    const [kind, about = ''] = key.split(':');
    if ((kind === 'own_case' || kind === 'field_case') && !holding.has(about))
      found.push(`${key} has no case behind it`);
    if (kind === 'field_case' && holding.get(about) === undefined) found.push(`${key} is of no home`);
    if (kind === 'report_confirmed') {
      const confirmed = rows(
        history,
        `SELECT 1 FROM violation JOIN volunteer_report USING (episode_id) WHERE volunteer_report.id = ? AND voided_at IS NULL`,
        about,
      );
      if (confirmed.length === 0) found.push(`${key} (${tenths}) was not confirmed`);
    }
    if (kind === 'visit_done' || kind === 'visit_overdue') {
      const causes = rows(
        history,
        `SELECT 1 FROM task_cause JOIN violation ON violation.id = violation_id AND voided_at IS NULL
         JOIN attribution ON attribution.verdict_id = violation.verdict_id AND attribution.ended_at IS NULL AND signed_at IS NOT NULL
         WHERE task_id = ? AND task_cause.ended_at IS NULL`,
        Number(about),
      );
      if (causes.length === 0) found.push(`${key} follows from no signed case`);
    }
  }
  const counted = new Set(now.map(({ person, key }) => `${person} ${key}`));
  for (const [finding, home] of holding) {
    if (home === 1 && !counted.has(`${people.mei} own_case:${finding}`))
      found.push(`${finding} is missing from the member's ledger`);
  }
  for (const finding of publishedCases(history))
    if (!holding.has(finding)) found.push(`${finding} is on a published list`);
  return [...found, ...sumFaults(history, now), ...capFaults(now)];
}

/** The balance is the sum of the ledger and of what stands, and so is each month's. */
function sumFaults(history: History, now: readonly Standing[]): string[] {
  return [people.mei, people.otto].flatMap((person) => {
    const [row] = rows<{ sum: number }>(
      history,
      'SELECT coalesce(sum(difference), 0) AS sum FROM point_entry WHERE person_id = ?',
      person,
    );
    const stands = now.filter((one) => one.person === person).reduce((sum, { tenths }) => sum + tenths, 0);
    const balance = history.balance(person);
    return balance === row?.sum && balance === stands
      ? []
      : [`balance ${balance}, ledger ${row?.sum}, standing ${stands}`];
  });
}

function capFaults(now: readonly Standing[]): string[] {
  const caps = {
    visit_done: firstRules.visitDone.capPerMonth,
    report_confirmed: firstRules.reportConfirmed.capPerMonth,
  };
  return Object.entries(caps).flatMap(([kind, cap]) => {
    const ofKind = now.filter(({ key }) => key.startsWith(`${kind}:`));
    const months = Map.groupBy(ofKind, ({ person, day }) => `${person} ${day.slice(0, 7)}`);
    return [...months].flatMap(([month, ofOne]) => {
      const sum = ofOne.reduce((total, { tenths }) => total + tenths, 0);
      return sum <= cap ? [] : [`${kind} of ${month}: ${sum} above ${cap}`];
    });
  });
}

const changesOf = (history: History): number => rows<{ n: number }>(history, 'SELECT total_changes() AS n')[0]?.n ?? 0;

/** A second run of everything that the service does by itself adds and changes nothing. */
function secondRunFaults(history: History): string[] {
  const before = changesOf(history);
  history.settle();
  const after = changesOf(history);
  return after === before ? [] : [`a second run changed ${after - before} rows`];
}

const arrival = fc.record({
  kind: fc.constant('case' as const),
  home: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(5) }),
  daysAgo: fc.nat(40),
  isReported: fc.boolean(),
  depth: fc.oneof({ weight: 1, arbitrary: fc.nat(4) }, { weight: 2, arbitrary: fc.constant(4) }),
});
const step = fc.oneof(
  { weight: 4, arbitrary: arrival },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance' as const), of: fc.nat(30) }) },
  // So that lists are published with cases in them, and cases on them fall.
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('publish' as const, 'unjudge' as const), of: fc.nat(60) }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom(...stepKinds), of: fc.nat(60) }) },
);
const steps = (maxLength: number) => fc.array(step, { minLength: 4, maxLength, size: 'max' });

function fail(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.join('\n'));
}

/** After every step of any history all clauses hold; at its end a second run changes nothing. */
export const holdsAlways = (histories: Histories) =>
  fc.property(steps(30), (all: Step[]) =>
    histories.inHistory((history) => {
      for (const one of all) {
        history.take(one);
        fail(faults(history));
      }
      fail(secondRunFaults(history));
    }),
  );

/** What can be compared between two histories: balances, points by cause, what is published. */
const outcome = (history: History, kinds: readonly string[]) => ({
  points: standing(history)
    .filter(({ key }) => kinds.some((kind) => key.startsWith(`${kind}:`)))
    .map(
      ({ person, key, code, tenths, nth }) =>
        `${person} ${key.startsWith('visit') ? key.split(':')[0] : key} ${code} ${tenths} ${nth}`,
    )
    .sort(),
  published: publishedCases(history).sort(),
});
const all = ['own_case', 'field_case', 'report_confirmed', 'visit_done', 'visit_overdue', 'field_red_list'];

/** In which order cases become known doesn't matter; at the same moment for nothing, at different ones for cases and reports. */
export const orderDoesNotMatter = (histories: Histories) =>
  fc.property(
    fc.array(arrival, { minLength: 2, maxLength: 8 }).chain((cases) => {
      const named = cases.map((one, index) => ({ ...one, depth: 4, name: `case-${index}` }));
      return fc.record({
        cases: fc.constant(named),
        other: fc.shuffledSubarray(named, { minLength: named.length }),
        late: fc.nat(20),
      });
    }),
    ({ cases, other, late }) => {
      const run = (order: typeof cases, pause: number) =>
        histories.inHistory((history) => {
          const began = history.now();
          for (const one of order) {
            // Taken at the moment that it was taken, however late it comes.
            const made = history.arrive(
              { ...one, daysAgo: one.daysAgo + (history.now() - began) / dayMs, takenAs: Number(one.name.slice(5)) },
              one.name,
            );
            for (const kind of ['judge', 'attribute', 'sign', 'handOver'] as const) history.attempt(kind, made, 0);
            if (pause > 0) history.take({ kind: 'advance', of: pause });
          }
          while (history.now() < began + 150 * dayMs) history.take({ kind: 'advance', of: 11 });
          return pause > 0 ? outcome(history, ['own_case', 'report_confirmed']) : outcome(history, all);
        });
      const [plain, shuffled] = [run(cases, 0), run(other, 0)];
      if (JSON.stringify(plain) !== JSON.stringify(shuffled))
        throw new Error(`${JSON.stringify(plain)}\n${JSON.stringify(shuffled)}`);
      const [slow, slower] = [run(cases, 1 + late), run(other, 1 + late)];
      if (JSON.stringify(slow) !== JSON.stringify(slower))
        throw new Error(`late: ${JSON.stringify(slow)}\n${JSON.stringify(slower)}`);
    },
  );

/** Homes of what stays are apart from those of what is taken back, as cases of one home share a visit and its day. */
const stays = fc.array(arrival, { maxLength: 4 }).map((some) => some.map((one) => ({ ...one, home: one.home % 3 })));
const goes = fc
  .array(arrival, { minLength: 1, maxLength: 5 })
  .map((some) => some.map((one) => ({ ...one, home: 3 + (one.home % 3) })));
const moves = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'appeal' as const,
      'turnDown' as const,
      'visit' as const,
      'advance' as const,
      'publish' as const,
      'handOver' as const,
    ),
    of: fc.nat(60),
  }),
  { minLength: 6, maxLength: 20, size: 'max' },
);

/** What happens and is all taken back leaves what there would be if it had never been. */
export const reversalLeavesNothing = (histories: Histories) =>
  fc.property(stays, goes, moves, (kept, gone, then) => {
    const run = (isThere: boolean) =>
      histories.inHistory((history) => {
        for (const one of kept) history.take(one);
        const first = history.cases().length;
        if (isThere) for (const one of gone) history.take(one);
        const own = history.cases().slice(first);
        const about = (of: number) => (own.length > 0 ? (own[of % own.length] ?? own[0]) : undefined);
        for (const { kind, of } of then) {
          const one = kind === 'advance' || kind === 'publish' ? { findingId: 'none', home: 1 } : about(of);
          if (one) history.attempt(kind, one, of);
        }
        for (const one of own) history.attempt('undecide', one, 0);
        for (const one of own) history.attempt('unjudge', one, 0);
        history.settle();
        return {
          ...outcome(history, all),
          balances: [people.mei, people.otto].map(history.balance),
          rows: contents(history),
        };
      });
    const [never, reversed] = [JSON.stringify(run(false)), JSON.stringify(run(true))];
    if (never !== reversed) throw new Error(`never:    ${never}\nreversed: ${reversed}`);
  });

/** What the public sees of homes. */
const contents = (history: History) =>
  history.publishedMonths().map((month) => {
    const content = history.published(month)?.content;
    return {
      month,
      households: content?.households,
      units: content?.units,
      unlisted: content?.unlisted,
      red: content?.redHouseholds,
    };
  });
