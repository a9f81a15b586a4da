/** Prints how many tests passed, failed and were skipped, from vitest's JSON report: `node scripts/test-totals.ts FILE`. */
import { existsSync, readFileSync } from 'node:fs';

export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** One line, such as "214 passed, 0 failed, 3 skipped". A file that failed outside its tests counts as one failure. */
export function totals(report: VitestReport): string {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`;
}

if (import.meta.main) {
  const [file = ''] = process.argv.slice(2);
  if (existsSync(file)) {
    console.log(totals(JSON.parse(readFileSync(file, 'utf8')) as VitestReport));
  } else {
    console.error('The tests did not run to their end: there is no report.');
    console.log('0 passed, 1 failed, 0 skipped');
  }
}
