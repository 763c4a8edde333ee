import { defineConfig } from 'vitest/config'

/** One project per kind of test; those that cross a process border run against the built server. */
const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: { name, include, environment: 'node' as const, ...more },
})

export default defineConfig({
  test: {
    // Two cores: more workers would only make the timings of real servers and browsers worse.
    maxWorkers: 2,
    projects: [
      project('unit', ['{server,protocol,client,workers,bench}/**/*.test.{ts,tsx}'], { testTimeout: 10_000 }),
      project('architecture', ['tests/*.test.ts']),
      project('store', ['tests/store/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 60_000 }),
      project('server', ['tests/{api,realtime,faults}/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000 }),
      // After the others, one by one: what two people see within a second is not a question of what runs beside it.
      project('browser', ['tests/browser/**/*.test.ts'], {
        testTimeout: 90_000,
        hookTimeout: 60_000,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
