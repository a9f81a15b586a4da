/** Review: findings are made of flagged episodes, dealt to staff, judged with compare-and-set, and undone. */
import { randomUUID } from 'node:crypto';
import type { Episode } from '../episodes/episodes.service.ts';
import type { Scheme } from '../inference/scheme.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ReportLinksService } from '../volunteer-reports/report-links.service.ts';
import type { Finding, FindingInPlace, FindingsRepo } from './findings.repo.ts';
import { dealOrderOf } from './findings.rules.ts';
import type { VerdictRequest } from './findings.schemas.ts';
import type { SecondLooksService } from './second-looks.service.ts';

/** What happened to a finding, for whoever looks on. */
export interface FindingChange {
  kind: 'added' | 'altered' | 'judged' | 'undone';
  findingId: string;
  stationId: number;
}
export type FindingsService = ReturnType<typeof createFindingsService>;

interface Deal {
  items: FindingInPlace[];
  waiting: number;
  /** Of those held: items whose photograph was hidden. */
  gone: string[];
}

/** A volunteer's report of a bin. */
interface ReportedCapture {
  captureId: number;
  stationId: number;
  capturedAt: number;
}

export function createFindingsService(deps: {
  db: Db;
  repo: FindingsRepo;
  episodes: { find(id: number): Episode | null };
  reports: Pick<ReportLinksService, 'episodeOfCapture' | 'linkTo' | 'isFound' | 'unasked'>;
  ledger: Pick<LedgerService, 'settle'>;
  calendar: Calendar;
  clock: Clock;
  seed: () => string;
  scheme: () => Scheme;
  /** Asked each time, as the office may change it. */
  leaseMs: () => number;
  /** Told inside the transaction that the verdict an attribution rests on is undone. */
  attributions: { endWithVerdict(findingId: string, by: number): void };
  /** Second looks, kept in step inside the transaction. */
  looks: Pick<SecondLooksService, 'settle'>;
  /** The last day of which audits were drawn; null while there is none. */
  drawnDay: () => string | null;
  /** Whether the month of the day was closed after the moment: what was so then stays so. */
  isFrozen: (day: string, at: number) => boolean;
  /** Told inside the transaction. */
  onChange: (change: FindingChange) => void;
}) {
  const {
    db,
    repo,
    episodes,
    reports,
    ledger,
    calendar,
    clock,
    seed,
    scheme,
    leaseMs,
    looks,
    attributions,
    drawnDay,
    isFrozen,
    onChange,
  } = deps;

  /** What the person may see. Anything else is answered as if it did not exist. */
  const findOrThrow = (person: Person, id: string): FindingInPlace => {
    const found = repo.findInPlace(id);
    if (!found || !maySeeEstate(person.estates, found.estate.id) || repo.isHiddenFrom(id, person.id, clock())) {
      throw new AppError('no_such_finding', 'There is no such finding.');
    }
    return found;
  };

  const changed = (findingId: string): AppError => {
    const live = repo.liveVerdict(findingId);
    const detail = live
      ? `${live.by.name} has judged this finding in the meantime; your verdict was not recorded.`
      : 'This finding has changed in the meantime; your verdict was not recorded.';
    return new AppError('finding_changed', detail);
  };

  const checkVerdict = (person: Person, found: FindingInPlace, request: VerdictRequest): void => {
    const { finding, expected, capture } = found;
    if (repo.isOfOwnVerdict(finding.id, person.id)) throw new AppError('no_such_finding', 'There is no such finding.');
    if (finding.state !== 'open' || finding.version !== request.version) throw changed(finding.id);
    if (capture.personId === person.id) {
      throw new AppError('own_photo', 'You took this photograph yourself; somebody else must judge it.');
    }
    if (request.item !== undefined && !Object.hasOwn(scheme().items, request.item)) {
      throw new AppError('no_such_item', 'The scheme of the community has no such item.');
    }
    if (request.judgement !== 'misplaced') return;
    if (expected === null) {
      throw new AppError('nothing_expected', 'This photograph shows no bin: it can’t be misplaced.');
    }
    if (request.actual === expected) {
      const detail = 'The actual category is the one expected here; then the verdict is “fits”.';
      throw new AppError('actual_is_expected', detail, {
        faults: [{ pointer: '/actual', detail: 'is the expected category' }],
      });
    }
  };

  /** The episode that a finding is of: its own, or that in which a camera saw what a volunteer reported. */
  const episodeOf = ({ finding, capture }: FindingInPlace): Episode | null => {
    const id = finding.episodeId ?? reports.episodeOfCapture(capture.id);
    return id === null ? null : episodes.find(id);
  };

  /** Brings the ledger in step with the verdicts on the finding's subject: one case, whoever found it. */
  const settleLedger = (found: FindingInPlace, changedBy: number, reason: string): void => {
    const { finding, expected, bin } = found;
    if (expected === null) return;
    const episode = episodeOf(found);
    if (episode) reports.linkTo(episode);
    const subject = episode ? { episodeId: episode.id } : { reportCaptureId: found.capture.id };
    const occurredAt = episode?.startedAt ?? found.capture.capturedAt;
    ledger.settle(
      { subject, stationId: finding.stationId, binId: bin?.id ?? null, expected, occurredAt },
      changedBy,
      reason,
    );
  };

  /** Inside a transaction: makes the finding of a volunteer's report of a bin. */
  const addReport = ({ captureId, stationId, capturedAt }: ReportedCapture): void => {
    const id = randomUUID();
    repo.insert({
      id,
      source: 'report',
      reportCaptureId: captureId,
      observationId: repo.wholeObservationOf(captureId),
      stationId,
      state: 'open',
      version: 0,
      day: calendar.dayOf(capturedAt),
      dealOrder: dealOrderOf(seed(), `report:${captureId}`),
      createdAt: clock(),
    });
    onChange({ kind: 'added', findingId: id, stationId });
  };

  /** What a camera's picture did not confirm, a volunteer's picture of the same may: it gets a finding of its own. */
  const askReports = ({ finding }: FindingInPlace): void => {
    const { episodeId } = finding;
    if (episodeId === null || reports.isFound(episodeId)) return;
    const [first] = reports.unasked(episodeId);
    if (first) addReport(first);
  };

  /** Inside a transaction: puts them before the person, and nobody else, for a while. */
  const lease = (person: Person, open: Finding[]): FindingInPlace[] =>
    open.flatMap((finding) => {
      repo.update(finding.id, { leasedTo: person.id, leasedUntil: clock() + leaseMs() });
      return repo.findInPlace(finding.id) ?? [];
    });

  return {
    addReport,
    /** Inside a transaction: makes the finding of a flagged episode, or shows its better frame if nobody has it yet. */
    flag(episode: Episode): void {
      const known = repo.findFlagOf(episode.id);
      if (!known) {
        const id = randomUUID();
        repo.insert({
          id,
          source: 'flag',
          episodeId: episode.id,
          observationId: episode.bestObservationId,
          stationId: episode.stationId,
          state: 'open',
          version: 0,
          day: calendar.dayOf(episode.startedAt),
          dealOrder: dealOrderOf(seed(), `episode:${episode.id}`),
          selectionProbability: 1,
          createdAt: clock(),
        });
        onChange({ kind: 'added', findingId: id, stationId: episode.stationId });
        return;
      }
      const onDesk = known.leasedUntil !== null && known.leasedUntil >= clock();
      if (known.state !== 'open' || onDesk || known.observationId === episode.bestObservationId) return;
      repo.update(known.id, { observationId: episode.bestObservationId, version: known.version + 1 });
      onChange({ kind: 'altered', findingId: known.id, stationId: known.stationId });
    },

    /** Inside a transaction: makes the finding of an episode drawn for an audit; it looks like any other. */
    addAudit(episode: Episode, { observationId, selection }: { observationId: number; selection: number }): void {
      const id = randomUUID();
      repo.insert({
        id,
        source: 'audit',
        episodeId: episode.id,
        observationId,
        stationId: episode.stationId,
        state: 'open',
        version: 0,
        day: calendar.dayOf(episode.startedAt),
        dealOrder: dealOrderOf(seed(), `episode:${episode.id}`),
        selectionProbability: selection,
        createdAt: clock(),
      });
      onChange({ kind: 'added', findingId: id, stationId: episode.stationId });
    },

    /** Deals up to `count` items that nobody else has before them; those `holding` are kept for the person. */
    deal(person: Person, count: number, holding: string[]): Deal {
      return inTransaction(db, () => {
        repo.renewLeases(holding, person.id, clock() + leaseMs());
        const reviewer = { ...person, drawnDay: drawnDay() };
        const items = lease(person, repo.next(reviewer, clock(), holding, count));
        return { items, waiting: repo.countOpen(reviewer), gone: repo.hiddenAmong(holding) };
      });
    },

    /** How many wait for the person, dealt or not. */
    countWaiting: (person: Person): number => repo.countOpen({ ...person, drawnDay: drawnDay() }),

    /** Inside a transaction: open items of a bin for the person that nobody else has before them, but for `except`, leased. */
    dealOfBin: (person: Person, binId: number, except: string[], limit: number): FindingInPlace[] =>
      lease(person, repo.openOfBin({ ...person, drawnDay: drawnDay() }, binId, clock(), except, limit)),

    find: (person: Person, id: string): FindingInPlace => findOrThrow(person, id),
    liveVerdict: (id: string) => repo.liveVerdict(id),

    /** The finding, if the person could give this verdict on it now. Throws as `judge` does. */
    checkOpen(person: Person, id: string, request: VerdictRequest): FindingInPlace {
      const found = findOrThrow(person, id);
      checkVerdict(person, found, request);
      return found;
    },

    /**
     * Records a verdict. Throws `no_such_finding`, `finding_changed` (judged or altered since `version`), `own_photo`,
     * `nothing_expected`, `actual_is_expected`, `no_such_item`.
     */
    judge(person: Person, id: string, request: VerdictRequest): FindingInPlace {
      return inTransaction(db, () => {
        const found = findOrThrow(person, id);
        checkVerdict(person, found, request);
        repo.insertVerdict({
          findingId: id,
          personId: person.id,
          judgement: request.judgement,
          actual: request.actual ?? null,
          further: request.further?.length ? request.further : null,
          item: request.item ?? null,
          note: request.note || null,
          observationId: found.finding.observationId,
          onVersion: request.version,
          afterReveal: repo.hasJudged(id, person.id),
          givenAt: clock(),
        });
        repo.update(id, { state: 'judged', version: request.version + 1, leasedTo: null, leasedUntil: null });
        looks.settle(id);
        settleLedger(found, person.id, 'another verdict stands');
        askReports(found);
        onChange({ kind: 'judged', findingId: id, stationId: found.finding.stationId });
        return findOrThrow(person, id);
      });
    },

    /** Inside a transaction: brings the ledger in step after something other than a verdict has changed, such as an appeal. */
    resettle(id: string, by: number, reason: string): void {
      const found = repo.findInPlace(id);
      if (!found) throw new Error(`there is no finding ${id}`);
      settleLedger(found, by, reason);
      onChange({ kind: 'judged', findingId: id, stationId: found.finding.stationId });
    },

    /** Takes back one's own verdict; the finding is open again and stays with the person. Throws `month_closed`. */
    undo(person: Person, id: string, version: number): FindingInPlace {
      return inTransaction(db, () => {
        const found = findOrThrow(person, id);
        const live = repo.liveVerdict(id);
        if (!live || found.finding.state !== 'judged' || found.finding.version !== version) throw changed(id);
        if (live.by.id !== person.id) {
          throw new AppError('not_your_verdict', `This verdict was given by ${live.by.name}.`);
        }
        if (isFrozen(found.finding.day, live.verdict.givenAt)) {
          throw new AppError('month_closed', 'The month is closed; its verdicts can’t be taken back.');
        }
        repo.undoVerdict(live.verdict.id, clock(), person.id);
        repo.update(id, {
          state: 'open',
          version: version + 1,
          leasedTo: person.id,
          leasedUntil: clock() + leaseMs(),
        });
        attributions.endWithVerdict(id, person.id);
        looks.settle(id);
        settleLedger(found, person.id, 'verdict undone');
        onChange({ kind: 'undone', findingId: id, stationId: found.finding.stationId });
        return findOrThrow(person, id);
      });
    },
  };
}
