import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const everywhere = '{lib,app,components,scripts,bench}/**'

export default defineConfig({
  test: {
    pool: 'forks',
    // Also on two cores: many tests wait for a database, a server or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    slowTestThreshold: 1_000,
    // Hundreds of sign-ins are tested; what is tested of them does not depend on how long each takes.
    env: { TIEOUT_PASSWORD_COST: '10' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
          // Nothing of a unit test outlives it: files share a process, which saves loading every module anew.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [`${everywhere}/*.db.test.ts`],
          globalSetup: ['lib/platform/testing/global-setup.ts'],
          setupFiles: ['lib/platform/testing/file-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
