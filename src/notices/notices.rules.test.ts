import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaseFacts,
  mayAppeal,
  mayHaveConsequences,
  noticeCodeFrom,
  noticeState,
  readNoticeCode,
  termEndsAt,
} from './notices.rules.ts';

const dayMs = 86_400_000;
const moment = fc.integer({ min: 0, max: 40 }).map((days) => days * dayMs);
const maybe = fc.option(moment, { nil: null });
const facts: fc.Arbitrary<CaseFacts> = fc.record({
  confirmedAt: maybe,
  isContested: fc.boolean(),
  isAttributionEnded: fc.boolean(),
  signedAt: maybe,
  deliveredAt: maybe,
  termDays: fc.integer({ min: 1, max: 14 }),
  appeal: fc.option(fc.record({ decision: fc.constantFrom('upheld' as const, 'refused' as const, null) }), {
    nil: null,
  }),
});

describe('consequences', () => {
  it('need a live violation, a standing signed attribution, agreement, and the term past or the appeal refused', () => {
    let reached = 0;
    fc.assert(
      fc.property(facts, moment, (one, now) => {
        if (!mayHaveConsequences(one, now)) return;
        reached += 1;
        expect(one.confirmedAt).not.toBeNull();
        expect(one.signedAt).not.toBeNull();
        expect(one.isContested || one.isAttributionEnded).toBe(false);
        if (one.appeal) expect(one.appeal.decision).toBe('refused');
        else expect(now).toBeGreaterThanOrEqual((one.deliveredAt ?? Number.NaN) + one.termDays * dayMs);
      }),
      { numRuns: 3_000 },
    );
    expect(reached).toBeGreaterThan(50);
  });

  it('never come while an appeal is possible, whatever is put right or taken back in between', () => {
    fc.assert(
      fc.property(facts, moment, (one, now) => {
        expect(mayAppeal(one, now) && mayHaveConsequences(one, now)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave the household its whole term after the last of confirmation, signature and handing over', () => {
    fc.assert(
      fc.property(facts, moment, (one, now) => {
        const end = termEndsAt(one);
        if (end === null || one.appeal || one.isContested || one.isAttributionEnded) return;
        for (const begun of [one.confirmedAt, one.signedAt, one.deliveredAt]) {
          expect(end - (begun ?? 0)).toBeGreaterThanOrEqual(one.termDays * dayMs);
        }
        expect(noticeState(one, now)).toBe(now < end ? 'open' : 'final');
      }),
    );
  });
});

describe('a code', () => {
  it('is read back as it was made, however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (random) => {
        const code = noticeCodeFrom(random);
        if (code === null) return;
        expect(code).toMatch(/^[2-9A-Z]{12}$/);
        expect(readNoticeCode(` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `)).toBe(code);
      }),
    );
  });

  it('has each letter equally likely', () => {
    const count = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const first = noticeCodeFrom(new Uint8Array(12).fill(byte))?.[0];
      if (first) count.set(first, (count.get(first) ?? 0) + 1);
    }
    expect(new Set(count.values()).size).toBe(1);
  });
});
