import { describe, expect, it } from 'vitest';
import type { JudgedFinding, ReviewItem, VerdictRequest } from '../../findings/findings.schemas.ts';
import { ApiProblem, NetworkFailure } from '../api/client.ts';
import type { Posting, Verdict } from './outbox.ts';
import type { ReviewApi } from './review.api.ts';
import { createReviewDesk } from './review-desk.ts';
import { judgedItem, me, openItem } from './test-items.ts';

const fits: Verdict = { judgement: 'fits', actual: null };
const unclear: Verdict = { judgement: 'unclear', actual: null };
const leaseMs = 120_000;

/** A service of a few findings, kept in memory: deals, compare-and-set, undo. */
function createService(ids: string[]) {
  const findings = new Map<
    string,
    { version: number; verdict: VerdictRequest | null; by: number; leasedTo: number | null }
  >(ids.map((id) => [id, { version: 0, verdict: null, by: 0, leasedTo: null }]));
  const state = {
    failure: null as Error | null,
    asked: [] as { count: number; holding: string[] }[],
    sent: [] as string[],
  };
  const show = (id: string): ReviewItem | JudgedFinding => {
    const { version, verdict, by } = findings.get(id)!;
    if (!verdict) return openItem(id, version, { leasedUntil: new Date(leaseMs).toISOString() });
    return judgedItem(id, { version, by, judgement: verdict.judgement as 'fits' });
  };
  const conflict = () => new ApiProblem(409, { code: 'finding_changed' }, null);
  const reach = () => {
    if (state.failure) throw state.failure;
  };
  const api: ReviewApi = {
    async deal(count, holding) {
      reach();
      state.asked.push({ count, holding });
      const open = [...findings].filter(([, { verdict }]) => verdict === null).map(([id]) => id);
      const items = open.filter((id) => !holding.includes(id)).slice(0, count);
      return { items: items.map((id) => show(id) as ReviewItem), waiting: open.length, gone: [] };
    },
    async read(id) {
      reach();
      return show(id);
    },
    async judge(id, verdict) {
      reach();
      const finding = findings.get(id)!;
      if (finding.verdict || finding.version !== verdict.version) throw conflict();
      Object.assign(finding, { verdict, version: finding.version + 1, by: me });
      state.sent.push(id);
      return show(id) as JudgedFinding;
    },
    async undo(id, version) {
      reach();
      const finding = findings.get(id)!;
      if (!finding.verdict || finding.version !== version) throw conflict();
      if (finding.by !== me) throw new ApiProblem(403, { code: 'not_your_verdict' }, null);
      Object.assign(finding, { verdict: null, version: version + 1 });
      state.sent.push(`undo ${id}`);
      return show(id) as ReviewItem;
    },
    async judged() {
      reach();
      const items = ids.map(show).filter((item) => item.state === 'judged');
      return { items, next: null, total: items.length };
    },
  };
  return { api, findings, state };
}

function setUp(ids: string[], stored: Posting[] = []) {
  const service = createService(ids);
  const timers: { ms: number; then(): void }[] = [];
  let nowMs = 0;
  let kept = stored;
  const desk = createReviewDesk({
    api: service.api,
    personId: me,
    store: {
      read: () => kept,
      write(postings) {
        kept = [...postings];
      },
    },
    nowMs: () => nowMs,
    after(ms, then) {
      const timer = { ms, then };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    onSignedOut() {},
  });
  /** Lets everything happen that is due without waiting. */
  const settle = async (untilMs = 0) => {
    for (let round = 0; round < 30; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const timer of timers.splice(0).sort((a, b) => a.ms - b.ms)) {
        if (timer.ms <= untilMs) timer.then();
        else timers.push(timer);
      }
    }
  };
  const held = () => desk.view().held.map(({ id }) => id);
  const history = () => desk.view().history.map(({ item }) => item.id);
  return {
    ...service,
    desk,
    timers,
    settle,
    held,
    history,
    kept: () => kept,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

describe('the review desk', () => {
  it('deals three, moves on at once and fills up behind', async () => {
    const { desk, settle, held, history } = setUp(['a', 'b', 'c', 'd', 'e']);
    desk.open();
    await settle();
    expect(held()).toEqual(['a', 'b', 'c']);
    expect(desk.view().waiting).toBe(5);
    desk.judge(fits);
    expect([held(), history(), desk.view().unsent, desk.view().waiting]).toEqual([['b', 'c'], ['a'], 1, 4]);
    await settle();
    expect(held()).toEqual(['b', 'c', 'd']);
    expect([desk.view().unsent, desk.view().waiting]).toEqual([0, 4]);
    expect(desk.view().history[0]?.judged?.version).toBe(1);
  });

  it('goes back through several verdicts and judges them anew', async () => {
    const { desk, settle, held, history, state } = setUp(['a', 'b', 'c']);
    desk.open();
    await settle();
    for (let n = 0; n < 3; n += 1) desk.judge(fits);
    await settle();
    expect([held(), history(), desk.view().isDry]).toEqual([[], ['c', 'b', 'a'], true]);
    desk.undo();
    desk.undo();
    expect([held(), history()]).toEqual([['b', 'c'], ['a']]);
    await settle();
    desk.judge(fits);
    await settle();
    expect(state.sent).toEqual(['a', 'b', 'c', 'undo c', 'undo b', 'b']);
    expect(desk.view().notices).toEqual([]);
  });

  it('asks soon after the service told of a change, once for a burst of them', async () => {
    const { desk, settle, held, timers, pass, findings } = setUp(['a']);
    const add = (id: string) => findings.set(id, { version: 0, verdict: null, by: 0, leasedTo: null });
    desk.open();
    await settle();
    add('b');
    desk.news();
    desk.news();
    expect(timers.map(({ ms }) => ms)).toEqual([600]);
    await settle(600);
    expect([held(), desk.view().waiting]).toEqual([['a', 'b'], 2]);
    desk.news();
    expect(timers.map(({ ms }) => ms)).toEqual([3_000]);
    pass(20 * 60_000);
    add('c');
    await settle(3_000);
    expect(held()).toEqual(['a', 'b']);
  });

  it('takes a slip back without a word to the service while the network is down', async () => {
    const { desk, settle, held, state } = setUp(['a', 'b', 'c']);
    desk.open();
    await settle();
    state.failure = new NetworkFailure('down');
    desk.judge(fits);
    desk.judge(fits);
    await settle();
    expect([desk.view().sending, desk.view().unsent]).toEqual(['waiting', 2]);
    desk.undo();
    expect(held()).toEqual(['b', 'c']);
    state.failure = null;
    desk.wake();
    await settle();
    expect(state.sent).toEqual(['a']);
    expect(held()).toEqual(['b', 'c']);
  });

  it('gives undone verdicts again, back to where the person was', async () => {
    const { desk, settle, held, history, state, findings } = setUp(['a', 'b', 'c']);
    desk.open();
    await settle();
    desk.judge(fits);
    desk.judge(unclear);
    await settle();
    for (const _ of [1, 2, 3]) desk.undo();
    await settle();
    expect([held(), history()]).toEqual([['a', 'b', 'c'], []]);
    desk.redo();
    desk.redo();
    desk.redo();
    await settle();
    expect([held(), history()]).toEqual([['c'], ['b', 'a']]);
    expect([findings.get('a')?.verdict?.judgement, findings.get('b')?.verdict?.judgement]).toEqual(['fits', 'unclear']);
    expect(state.sent).toEqual(['a', 'b', 'undo b', 'undo a', 'a', 'b']);
    expect(desk.view().notices).toEqual([]);
  });

  it('has nothing to give again once another verdict was given', async () => {
    const { desk, settle, held, history } = setUp(['a', 'b', 'c']);
    desk.open();
    await settle();
    desk.judge(fits);
    desk.judge(fits);
    desk.undo();
    desk.undo();
    desk.judge(unclear);
    desk.redo();
    await settle();
    expect([held(), history()]).toEqual([['b', 'c'], ['a']]);
  });

  it('says who was faster, moves on, and counts nothing of mine', async () => {
    const { desk, settle, held, history, findings } = setUp(['a', 'b']);
    desk.open();
    await settle();
    Object.assign(findings.get('a')!, { verdict: { version: 0, judgement: 'unclear' }, version: 1, by: 2 });
    desk.judge(fits);
    await settle();
    expect([held(), history()]).toEqual([['b'], []]);
    const [notice] = desk.view().notices;
    expect(notice).toMatchObject({ kind: 'verdict', finding: { state: 'judged', verdict: { by: { id: 2 } } } });
    desk.dismiss(notice!.number);
    expect(desk.view().notices).toEqual([]);
  });

  it('takes a conflict with its own lost answer for what it is', async () => {
    const { desk, settle, history, findings } = setUp(['a']);
    desk.open();
    await settle();
    Object.assign(findings.get('a')!, { verdict: { version: 0, judgement: 'fits' }, version: 1, by: me });
    desk.judge(fits);
    await settle();
    expect(desk.view().notices).toEqual([]);
    expect([history(), desk.view().history[0]?.judged?.version]).toEqual([['a'], 1]);
  });

  it('keeps a verdict that may not be undone, and goes to the one before with the next undo', async () => {
    const { desk, settle, held, history, api } = setUp(['a', 'b']);
    desk.open();
    await settle();
    desk.judge(fits);
    desk.judge(fits);
    await settle();
    const undo = api.undo;
    api.undo = async () => {
      throw new ApiProblem(422, { code: 'month_closed' }, null);
    };
    desk.undo();
    await settle();
    expect([held(), history(), desk.view().notices[0]?.kind]).toEqual([[], ['b', 'a'], 'undo']);
    api.undo = undo;
    desk.undo();
    await settle();
    expect([held(), history()]).toEqual([['a'], ['b']]);
  });

  it('recalls my verdicts of before, so that undo works after a reload', async () => {
    const { desk, settle, held, history, findings } = setUp(['a', 'b']);
    Object.assign(findings.get('a')!, { verdict: { version: 0, judgement: 'fits' }, version: 1, by: me });
    desk.open();
    await settle();
    expect([held(), history()]).toEqual([['b'], ['a']]);
    desk.undo();
    await settle();
    expect(held()).toEqual(['a', 'b']);
    expect(desk.view().held[0]?.version).toBe(2);
  });

  it('sends what a reload left unsent and does not show it again', async () => {
    const { desk, settle, held, state, kept } = setUp(['a', 'b'], [{ number: 3, item: openItem('a'), verdict: fits }]);
    desk.start();
    desk.open();
    await settle();
    expect([state.sent, held(), kept()]).toEqual([['a'], ['b'], []]);
  });

  it('asks again every few seconds when there is nothing, and shows what came', async () => {
    const { desk, settle, held, findings, timers } = setUp([]);
    desk.open();
    await settle();
    expect([held(), desk.view().checkedAt, timers.map(({ ms }) => ms)]).toEqual([[], 0, [4000]]);
    findings.set('n', { version: 0, verdict: null, by: 0, leasedTo: null });
    await settle(4000);
    expect(held()).toEqual(['n']);
  });

  it('renews the leases of a full desk, and lets them run out when nobody is there', async () => {
    const { desk, settle, state, timers, pass } = setUp(['a', 'b', 'c', 'd']);
    desk.open();
    await settle();
    expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
    pass(60_000);
    timers.splice(0)[0]!.then();
    await settle();
    expect(state.asked.at(-1)).toEqual({ count: 1, holding: ['a', 'b'] });
    const asked = state.asked.length;
    pass(11 * 60_000);
    for (const timer of timers.splice(0)) timer.then();
    await settle();
    expect(state.asked).toHaveLength(asked);
    desk.noteActivity();
    await settle();
    expect(state.asked.length).toBeGreaterThan(asked);
  });

  it('tells why no items came, and tries again by itself', async () => {
    const { desk, settle, held, state, timers } = setUp(['a']);
    state.failure = new NetworkFailure('down');
    desk.open();
    await settle();
    expect(desk.view().dealError).toBe(state.failure);
    state.failure = null;
    await settle(timers[0]!.ms);
    expect([held(), desk.view().dealError]).toEqual([['a'], null]);
  });

  it('gives a verdict up after five faults of the service, so that the others are sent', async () => {
    const { desk, settle, state, api } = setUp(['a', 'b']);
    desk.open();
    await settle();
    const judge = api.judge;
    api.judge = async (id, verdict) => {
      if (id === 'a') throw new ApiProblem(500, { code: 'internal' }, null);
      return judge(id, verdict);
    };
    desk.judge(fits);
    desk.judge(fits);
    await settle(15_000);
    expect(state.sent).toEqual(['b']);
    expect(desk.view().notices).toHaveLength(1);
  });
});
