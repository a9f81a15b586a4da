/**
 * Points (积分): what each member is entitled to, from the causes that hold and the rules in force. Pure, and the only place where a
 * point comes from: the ledger receives no more than the difference to what stands in it.
 */

type CauseKind =
  | 'own_case'
  | 'field_case'
  | 'visit_overdue'
  | 'spot_check_failed'
  | 'visit_done'
  | 'field_red_list'
  | 'report_confirmed';

/** Something that happened for which a member may get or lose points. */
export interface Cause {
  /** Unique for the member; the same thing has the same key each time it is looked at. */
  key: string;
  memberId: number;
  kind: CauseKind;
  /** captured_at of the photograph, or when it was done or missed. */
  at: number;
  /** The community's day of that moment, yyyy-mm-dd. */
  day: string;
  /** The household concerned; null: none. */
  householdId: number | null;
  /** Of a case in the field: the visit that followed from it. Null: none was asked for. */
  visit: { doneAt: number | null } | null;
}

/** Points are tenths, so that half a point is a whole number. */
export interface RuleSet {
  /** Cases of one's own household within the window: so many without loss, then a deduction for each. */
  ownCase: { windowMonths: number; free: number; tenths: number };
  /** Another case of a household of one's field within the window although the visit was not done. */
  fieldRepeat: { windowDays: number; tenths: number };
  visitOverdue: { tenths: number };
  spotCheckFailed: { tenths: number };
  visitDone: { tenths: number; capPerMonth: number };
  fieldRedList: { tenths: number };
  reportConfirmed: { tenths: number; capPerMonth: number };
  /** Of the year-end assessment, the best first: the least sum of the year. Who reaches none gets the last of all. */
  grades: { excellent: number; good: number; passed: number };
}

/** Rules and the day from which they hold; the later made wins on the same day. */
export interface RuleVersion {
  id: number;
  fromDay: string;
  rules: RuleSet;
}

export const pointCodes = [
  'own_education',
  'own_warning',
  'own_deduction',
  'field_repeat',
  'visit_overdue',
  'spot_check_failed',
  'visit_done',
  'field_red_list',
  'report_confirmed',
  'capped',
] as const;
type PointCode = (typeof pointCodes)[number];

/** What a cause entitles to; also nothing (0), where it is said why. */
export interface Entitled {
  memberId: number;
  key: string;
  day: string;
  tenths: number;
  code: PointCode;
  /** Which case it is within the window; 0 for other causes. */
  nth: number;
  ruleVersionId: number;
}

/** What stands in the ledger for a cause: its latest row. */
export interface Standing extends Omit<Entitled, 'code'> {
  /** Null: the cause no longer held. */
  code: PointCode | null;
}

/** A row to be added. */
export interface Difference extends Standing {
  difference: number;
}

const dayMs = 86_400_000;

/** As DESIGN §3 has them: what holds until a community makes rules of its own. */
export const firstRules: RuleSet = {
  ownCase: { windowMonths: 12, free: 2, tenths: -20 },
  fieldRepeat: { windowDays: 30, tenths: -10 },
  visitOverdue: { tenths: -10 },
  spotCheckFailed: { tenths: -30 },
  visitDone: { tenths: 10, capPerMonth: 50 },
  fieldRedList: { tenths: 20 },
  reportConfirmed: { tenths: 5, capPerMonth: 20 },
  grades: { excellent: 200, good: 100, passed: 0 },
};
export const firstVersion: RuleVersion = { id: 0, fromDay: '0000-01-01', rules: firstRules };

/** The version in force on a day. */
export function versionOn(versions: readonly RuleVersion[], day: string): RuleVersion {
  return versions
    .filter(({ fromDay }) => fromDay <= day)
    .reduce(
      (best, one) => (one.fromDay > best.fromDay || (one.fromDay === best.fromDay && one.id > best.id) ? one : best),
      firstVersion,
    );
}

/** The same day so many months before, yyyy-mm-dd; of a day that month lacks, a day that sorts after its last. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${two((index % 12) + 1)}${day.slice(7)}`;
}

/** The order in which causes count, whatever the order in which they became known. */
function inOrder(causes: readonly Cause[]): Cause[] {
  return causes.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function ownCase(cause: Cause, before: readonly Cause[], { rules, id }: RuleVersion): Entitled {
  const { windowMonths, free, tenths } = rules.ownCase;
  const from = monthsBefore(cause.day, windowMonths);
  const nth = before.filter(({ kind, day }) => kind === 'own_case' && day > from).length + 1;
  const code = nth > free ? 'own_deduction' : nth === 1 ? 'own_education' : 'own_warning';
  return entitle(cause, id, code, nth > free ? tenths : 0, nth);
}

/** Never in addition to a case of one's own household, and only where the visit that the former case asked for was not done. */
function fieldCase(cause: Cause, before: readonly Cause[], { rules, id }: RuleVersion): Entitled | null {
  const { windowDays, tenths } = rules.fieldRepeat;
  const former = before.filter(
    (one) =>
      one.kind === 'field_case' &&
      one.householdId === cause.householdId &&
      cause.at - one.at <= windowDays * dayMs &&
      one.visit !== null &&
      (one.visit.doneAt === null || one.visit.doneAt > cause.at),
  );
  return former.length === 0 ? null : entitle(cause, id, 'field_repeat', tenths, 0);
}

function entitle(cause: Cause, ruleVersionId: number, code: PointCode, tenths: number, nth: number): Entitled {
  const { memberId, key, day } = cause;
  return { memberId, key, day, tenths, code, nth, ruleVersionId };
}

/** As much as the cap of the month leaves; `given` counts up. */
function capped(
  cause: Cause,
  id: number,
  code: PointCode,
  { tenths, capPerMonth }: { tenths: number; capPerMonth: number },
  given: Map<string, number>,
): Entitled {
  const month = `${code} ${cause.day.slice(0, 7)}`;
  const sofar = given.get(month) ?? 0;
  const granted = Math.max(0, Math.min(tenths, capPerMonth - sofar));
  given.set(month, sofar + granted);
  return entitle(cause, id, granted < tenths ? 'capped' : code, granted, 0);
}

/** What counts by itself, up to the cap of its month where it has one. */
function plainCause(
  cause: Cause,
  kind: Exclude<CauseKind, 'own_case' | 'field_case'>,
  { rules, id }: RuleVersion,
  given: Map<string, number>,
): Entitled {
  if (kind === 'visit_done') return capped(cause, id, kind, rules.visitDone, given);
  if (kind === 'report_confirmed') return capped(cause, id, kind, rules.reportConfirmed, given);
  const { tenths } = {
    visit_overdue: rules.visitOverdue,
    spot_check_failed: rules.spotCheckFailed,
    field_red_list: rules.fieldRedList,
  }[kind];
  return entitle(cause, id, kind, tenths, 0);
}

function ofMember(causes: readonly Cause[], versions: readonly RuleVersion[]): Entitled[] {
  const ordered = inOrder(causes);
  const own = new Set(ordered.flatMap(({ kind, key }) => (kind === 'own_case' ? [key.slice(key.indexOf(':'))] : [])));
  const given = new Map<string, number>();
  return ordered.flatMap((cause, index) => {
    const version = versionOn(versions, cause.day);
    const before = ordered.slice(0, index);
    if (cause.kind === 'own_case') return [ownCase(cause, before, version)];
    if (cause.kind === 'field_case') {
      const isOwn = own.has(cause.key.slice(cause.key.indexOf(':')));
      return (isOwn ? null : fieldCase(cause, before, version)) ?? [];
    }
    return [plainCause(cause, cause.kind, version, given)];
  });
}

/** What each member is entitled to, cause by cause; the order in which the causes are given doesn't matter. */
export function entitlements(causes: readonly Cause[], versions: readonly RuleVersion[]): Entitled[] {
  return [...Map.groupBy(causes, ({ memberId }) => memberId)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, ofOne]) => ofMember(ofOne, versions));
}

const keyOf = ({ memberId, key }: { memberId: number; key: string }): string => `${memberId} ${key}`;

/** Rows that bring the ledger from what stands to what is due; none when they agree. */
export function differences(standing: readonly Standing[], entitled: readonly Entitled[]): Difference[] {
  const due = new Map(entitled.map((one) => [keyOf(one), one]));
  const known = new Map(standing.map((one) => [keyOf(one), one]));
  const changed = entitled.flatMap((one): Difference[] => {
    const stands = known.get(keyOf(one));
    const isSame =
      stands?.code === one.code &&
      stands.tenths === one.tenths &&
      stands.nth === one.nth &&
      stands.ruleVersionId === one.ruleVersionId;
    return isSame ? [] : [{ ...one, difference: one.tenths - (stands?.tenths ?? 0) }];
  });
  const gone = standing.flatMap((one): Difference[] =>
    due.has(keyOf(one)) || one.code === null ? [] : [{ ...one, tenths: 0, code: null, difference: -one.tenths }],
  );
  return [...changed, ...gone];
}

/** The month that a row is booked in: that of its cause, or the open one when that is closed. */
export function bookedMonth(month: string, isClosed: (month: string) => boolean, openMonth: string): string {
  return isClosed(month) ? openMonth : month;
}

export const gradeNames = ['excellent', 'good', 'passed', 'failed'] as const;
export type Grade = (typeof gradeNames)[number];

/** The grade of a year's sum. */
export function gradeOf(tenths: number, grades: RuleSet['grades']): Grade {
  return (['excellent', 'good', 'passed'] as const).find((grade) => tenths >= grades[grade]) ?? 'failed';
}
