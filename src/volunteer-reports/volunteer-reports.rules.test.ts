import { describe, expect, it } from 'vitest';
import { episodeAt, type ReportFacts, stateOf } from './volunteer-reports.rules.ts';

const minute = 60_000;
const episode = (id: number, from: number, to: number) => ({ id, startedAt: from * minute, endedAt: to * minute });

describe('the episode that shows what a volunteer photographed', () => {
  it('is the one in whose time it was taken', () => {
    const episodes = [episode(1, 0, 10), episode(2, 11, 30)];
    expect(episodeAt(episodes, 5 * minute)?.id).toBe(1);
    expect(episodeAt(episodes, 30 * minute)?.id).toBe(2);
  });

  it('between two is the one that begins afterwards, as what was seen stays', () => {
    expect(episodeAt([episode(1, 0, 10), episode(2, 11, 12)], 10.2 * minute)?.id).toBe(2);
  });

  it('is none when no camera looked at the time', () => {
    expect(episodeAt([episode(1, 0, 10)], 12 * minute)).toBeNull();
    expect(episodeAt([episode(1, 20, 30)], 12 * minute)).toBeNull();
    expect(episodeAt([], 0)).toBeNull();
  });
});

describe('what became of a report', () => {
  const facts: ReportFacts = { event: null, captureState: 'classified', finding: null, known: null };
  const judged = (judgement: string) => ({ state: 'judged' as const, judgement });

  it.each<[string, Partial<ReportFacts>, string]>([
    ['on its way', { captureState: 'queued' }, 'received'],
    ['that can’t be read', { captureState: 'unreadable' }, 'unreadable'],
    ['that waits for a verdict', { finding: { state: 'open', judgement: null } }, 'in_review'],
    ['confirmed', { finding: judged('misplaced') }, 'confirmed'],
    ['judged right', { finding: judged('fits') }, 'rejected'],
    ['that shows nothing', { finding: judged('no_waste') }, 'rejected'],
    ['that nobody can make out', { finding: judged('unclear') }, 'cannot_tell'],
    ['of a case that waits', { known: { open: true, confirmed: false } }, 'in_review'],
    [
      'of a case confirmed elsewhere',
      { finding: judged('fits'), known: { open: false, confirmed: true } },
      'confirmed',
    ],
    ['of waste beside the bins', { event: { done: false } }, 'passed_on'],
    ['of waste that was put right', { event: { done: true } }, 'dealt_with'],
  ])('%s', (_name, change, state) => {
    expect(stateOf({ ...facts, ...change })).toBe(state);
  });
});
