/** How the tests run: every *.test.ts beside the code, in parallel worker processes, on the real things. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'workers/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'forks',
    // By default one core stays idle, half of what continuous integration has.
    maxWorkers: availableParallelism(),
    globalSetup: 'src/testing/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
