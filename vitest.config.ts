/** How the tests run: unit and database tests share threads (fast), network and browser tests have files of their own ending. */
import { defineConfig } from 'vitest/config'

const everywhere = ['**/node_modules/**', '**/dist/**', '**/.athar/**', 'testing/artifacts/**']
// Threads without isolation: 0.9 s against 5.6 s for 30 files (measured). A test must not leave anything behind in a module.
// Vitest leaves one core idle unless told otherwise; with two workers 396 s became 278 s on two cores (measured).
const fast = { pool: 'threads', isolate: false, environment: 'node', setupFiles: ['testing/fixed-seed.ts'], maxWorkers: 2 } as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...fast,
          name: 'unit',
          // No test is about time; a busy machine must not fail one.
          testTimeout: 30_000,
          include: [
            'statistics/**/*.test.ts',
            'contract/**/*.test.ts',
            'channels/**/*.test.ts',
            'web/**/*.test.ts',
            'web/**/*.test.tsx',
            'scripts/**/*.test.ts',
            'evaluation/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: [...everywhere, '**/*.network.test.ts', '**/*.browser.test.ts'],
        },
      },
      {
        test: {
          ...fast,
          name: 'database',
          include: ['server/**/*.test.ts', 'cli/**/*.test.ts', 'bin/**/*.test.ts', 'testing/*.test.ts'],
          exclude: [...everywhere, '**/*.network.test.ts', '**/*.browser.test.ts'],
          globalSetup: ['testing/global-database.ts'],
          // A kill and a recovery wait for the disk, and the machine may be busy with the other files.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...fast,
          name: 'network',
          // A real PDS keeps state in its process, so each file gets its own.
          pool: 'forks',
          isolate: true,
          include: ['**/*.network.test.ts'],
          exclude: everywhere,
          globalSetup: ['testing/global-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...fast,
          name: 'browser',
          pool: 'forks',
          isolate: true,
          // One file at a time: two cores carry the server, the database and Chromium. Two at once took 539 s instead of 600 and made waits run out (measured).
          maxWorkers: 1,
          include: ['**/*.browser.test.ts'],
          exclude: everywhere,
          globalSetup: ['testing/global-database.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
