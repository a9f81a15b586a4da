import { describe, expect, it } from 'vitest';
import { totals } from './test-totals.ts';

const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

describe('the count at the end of the tests', () => {
  it('is one line that continuous integration reads', () => {
    expect(totals(report)).toBe('7 passed, 1 failed, 3 skipped');
  });

  it('counts a file that failed before its tests as a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(totals({ ...report, testResults })).toBe('7 passed, 2 failed, 3 skipped');
  });
});
