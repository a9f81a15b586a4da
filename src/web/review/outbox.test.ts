import { describe, expect, it } from 'vitest';
import { createOutbox, type Delivery, type Posting, type Verdict, waitAfter } from './outbox.ts';
import { judgedItem, openItem } from './test-items.ts';

const fits: Verdict = { judgement: 'fits', actual: null };
const unclear: Verdict = { judgement: 'unclear', actual: null };

/** An outbox whose deliveries the test answers by hand and whose waits it ends by hand. */
function setUp(stored: Posting[] = []) {
  const calls: { posting: Posting; version: number; answer(delivery: Delivery): void; fail(error: Error): void }[] = [];
  const waits: { ms: number; then(): void }[] = [];
  const delivered: { posting: Posting; delivery: Delivery }[] = [];
  let kept = stored;
  let signedOut = 0;
  const outbox = createOutbox({
    deliver: (posting, version) =>
      new Promise((answer, fail) => {
        calls.push({ posting, version, answer, fail });
      }),
    failureOf: (error) => (error as Error & { failure: 'passing' | 'signed_out' | null }).failure,
    after(ms, then) {
      const wait = { ms, then };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait), 1);
    },
    store: {
      read: () => kept,
      write(postings) {
        kept = [...postings];
      },
    },
    onDelivered: (posting, delivery) => delivered.push({ posting, delivery }),
    onChange() {},
    onSignedOut() {
      signedOut += 1;
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { outbox, calls, waits, delivered, settle, kept: () => kept, signedOut: () => signedOut };
}
const failure = (kind: 'passing' | 'signed_out' | null) => Object.assign(new Error('failed'), { failure: kind });

describe('the outbox', () => {
  it('sends one verdict after the other, in the order they were given', async () => {
    const { outbox, calls, settle, delivered } = setUp();
    const [first, second] = [openItem('a'), openItem('b')];
    outbox.post(first, fits);
    outbox.post(second, unclear);
    expect(calls.map(({ posting }) => posting.item.id)).toEqual(['a']);
    calls[0]!.answer({ kind: 'judged', finding: judgedItem('a') });
    await settle();
    expect(calls.map(({ posting }) => posting.item.id)).toEqual(['a', 'b']);
    expect(delivered.map(({ posting }) => posting.item.id)).toEqual(['a']);
    expect(outbox.state()).toBe('sending');
  });

  it('tries again, waiting longer each time, and keeps what is unsent in the store until it is answered', async () => {
    const { outbox, calls, waits, settle, kept } = setUp();
    outbox.post(openItem('a'), fits);
    for (const ms of [1000, 2000, 4000]) {
      calls.at(-1)!.fail(failure('passing'));
      await settle();
      expect(outbox.state()).toBe('waiting');
      expect(waits.at(-1)!.ms).toBe(ms);
      expect(kept()).toHaveLength(1);
      waits.at(-1)!.then();
    }
    calls.at(-1)!.answer({ kind: 'judged', finding: judgedItem('a') });
    await settle();
    expect(kept()).toHaveLength(0);
    expect(outbox.state()).toBe('idle');
  });

  it('never waits longer than a quarter of a minute', () => {
    expect(waitAfter(30)).toBe(15_000);
  });

  it('sends at once when the network is back', async () => {
    const { outbox, calls, waits, settle } = setUp();
    outbox.post(openItem('a'), fits);
    calls[0]!.fail(failure('passing'));
    await settle();
    outbox.resume();
    expect(calls).toHaveLength(2);
    expect(waits).toHaveLength(0);
  });

  it('stops when the session has ended and goes on after the next sign-in', async () => {
    const { outbox, calls, settle, signedOut } = setUp();
    outbox.post(openItem('a'), fits);
    calls[0]!.fail(failure('signed_out'));
    await settle();
    expect([outbox.state(), signedOut(), outbox.pending().length]).toEqual(['signed_out', 1, 1]);
    outbox.resume();
    expect(calls).toHaveLength(2);
  });

  it('sends nothing for somebody who is no longer the one signed in, even if a try was under way', async () => {
    const { outbox, calls, waits, settle, signedOut } = setUp();
    outbox.post(openItem('a'), fits);
    outbox.pause();
    calls[0]!.fail(failure('passing'));
    await settle();
    outbox.post(openItem('b'), fits);
    expect([calls.length, waits.length, outbox.state(), signedOut()]).toEqual([1, 0, 'signed_out', 0]);
  });

  it('reports a refusal and drops what rested on it, but sends the rest', async () => {
    const { outbox, calls, delivered, settle } = setUp();
    const item = openItem('a');
    outbox.post(item, fits);
    outbox.post(item, null);
    outbox.post(item, unclear);
    outbox.post(openItem('b'), fits);
    calls[0]!.answer({ kind: 'refused', error: new Error('409'), finding: null });
    await settle();
    expect(delivered.map(({ delivery }) => delivery.kind)).toEqual(['refused']);
    expect(calls.at(-1)!.posting.item.id).toBe('b');
    expect(outbox.pending()).toHaveLength(1);
  });

  it('names the version that the last answer gave when a verdict, its undo and another verdict follow each other', async () => {
    const { outbox, calls, settle } = setUp();
    const item = openItem('a', 4);
    outbox.post(item, fits);
    outbox.post(item, null);
    outbox.post(item, unclear);
    calls[0]!.answer({ kind: 'judged', finding: judgedItem('a', { version: 5 }) });
    await settle();
    calls[1]!.answer({ kind: 'reopened', item: openItem('a', 6) });
    await settle();
    expect(calls.map(({ version }) => version)).toEqual([4, 5, 6]);
    expect(calls[2]!.posting.verdict).toEqual(unclear);
  });

  it('takes back what has not gone out, but not what may have arrived', async () => {
    const { outbox, calls, settle } = setUp();
    const first = outbox.post(openItem('a'), fits);
    const second = outbox.post(openItem('b'), fits);
    expect(outbox.cancel(first)).toBe(false);
    expect(outbox.cancel(second)).toBe(true);
    calls[0]!.fail(failure('passing'));
    await settle();
    expect(outbox.cancel(first)).toBe(false);
    expect(outbox.pending()).toHaveLength(1);
  });

  it('goes on after a reload with what the store held', () => {
    const { outbox, calls } = setUp([{ number: 7, item: openItem('a', 2), verdict: fits }]);
    expect(calls).toHaveLength(0);
    outbox.resume();
    expect(calls.map(({ posting, version }) => [posting.number, version])).toEqual([[7, 2]]);
    expect(outbox.post(openItem('b'), fits)).toBe(8);
  });
});
