import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { RedisServer } from '../platform/processes/redis-server.ts';
import { holdsAlways, orderDoesNotMatter, reversalLeavesNothing } from './consequence-clauses.ts';
import { type Histories, openHistories } from './consequence-histories.ts';
import { startTestRedis } from './redis.ts';

describe('consequences over random histories', () => {
  let redis: RedisServer;
  let histories: Histories;
  beforeAll(async () => {
    redis = await startTestRedis();
    histories = openHistories(inject('databaseTemplate'), redis.url);
  });
  afterAll(async () => {
    await histories?.close();
    await redis?.stop();
  });

  it('reach somebody only from a confirmed, signed case past its term; balances are sums, caps hold, a second run changes nothing', () => {
    fc.assert(holdsAlways(histories), { numRuns: 40 });
  }, 120_000);
  it('don’t depend on the order in which cases become known', () => {
    fc.assert(orderDoesNotMatter(histories), { numRuns: 6 });
  }, 120_000);
  it('are as if nothing had been once all is taken back', () => {
    fc.assert(reversalLeavesNothing(histories), { numRuns: 20 });
  }, 120_000);

  it('do come about: a case that goes its whole way counts', () => {
    histories.inHistory((history) => {
      for (const home of [0, 0, 0]) history.take({ kind: 'case', home, daysAgo: 2, isReported: true, depth: 4 });
      history.take({ kind: 'advance', of: 7 });
      expect(history.balance(6)).toBe(-20);
      expect(history.balance(7)).toBe(15 - 20 - 10);
    });
  });
});
