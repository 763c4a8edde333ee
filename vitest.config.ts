import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { isBuilt } from './scripts/build.mjs'

/** The store of those that start one is the built one: from source it takes four times as long to start. */
const env = { CLEARVIEW_STORE_FILE: fileURLToPath(new URL('dist/server/store.js', import.meta.url)) }
/** Few tests of modules start one, and nothing is built for them: they take it where it is there. */
const envIfBuilt = isBuilt('server') ? env : {}

/** One project per kind of test; those that cross a process border run against the built server. */
const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node' as const, ...more },
})

/** What takes longest begins first; what is left at the end is short, and fills the gaps. */
const ranks = [
  'tests/browser',
  'tests/faults',
  'tests/scale',
  'tests/store',
  'tests/journal',
  'tests/realtime',
  'tests/api',
]
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = ranks.findIndex((folder) => moduleId.includes(`/${folder}/`))
  return rank === -1 ? ranks.length : rank
}

/** These sit out times of the product, such as the one to undo, and compute next to nothing; the longest first. */
const patient = ['notifications', 'decisions', 'feedback', 'reminders', 'calendars', 'answers']
const patienceOf = ({ moduleId }: TestSpecification) =>
  patient.findIndex((name) => moduleId.endsWith(`/api/${name}.test.ts`))
const isPatient = (file: TestSpecification) => patienceOf(file) !== -1

/** One of those that wait, then two of those that compute, as long as there are both: they take each other's time. */
function mixed(files: readonly TestSpecification[]): TestSpecification[] {
  const waits = files.filter(isPatient).sort((a, b) => patienceOf(a) - patienceOf(b))
  const computes = files.filter((file) => !isPatient(file))
  const turns = waits.flatMap((file, turn) => [file, ...computes.slice(2 * turn, 2 * turn + 2)])
  return [...turns, ...computes.slice(2 * waits.length)]
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const sorted = (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
    const groups = [...new Set(sorted.map(groupOf))].sort((a, b) => a - b)
    return groups.flatMap((group) => mixed(sorted.filter((file) => groupOf(file) === group)))
  }
}

/** They hold bounds of time, which are no question of what runs beside them. */
const timed = [
  'tests/browser/two-people.test.ts',
  'tests/realtime/coedit-history.test.ts',
  'tests/api/import-speed.test.ts',
]

/** One more than there are cores: most of them wait at times, for people, nets that are cut and what is sat out. */
const together = { maxWorkers: 3, sequence: { groupOrder: 0 } }
/** One by one, when nothing else runs. */
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } }

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['{server,protocol,client,workers,bench}/**/*.test.{ts,tsx}'], {
        // No promise: some start processes and wait for states, on a machine that is busy with other things.
        testTimeout: 60_000,
        hookTimeout: 60_000,
        env: envIfBuilt,
        globalSetup: ['tests/start-shared-store.ts'],
        ...together,
        // Many small files: a process for each would take longer than they do.
        isolate: false,
      }),
      project('architecture', ['tests/*.test.ts'], { isolate: false, ...together }),
      project('store', ['tests/{store,journal}/**/*.test.ts'], {
        isolate: false,
        globalSetup: ['tests/built.ts'],
        ...together,
        env,
        testTimeout: 120_000,
        hookTimeout: 60_000,
      }),
      project('server', ['tests/{api,realtime,faults,scale}/**/*.test.ts'], {
        ...together,
        env,
        exclude: timed,
        // What one file has read of the product's code and has open to the store, the next one in the process has at once.
        isolate: false,
        globalSetup: ['tests/built.ts', 'tests/start-shared-server.ts'],
        // Those that run side by side wait for their answers most of the time.
        maxConcurrency: 10,
        // No promise: how long a test that waits for states may take on a machine that is busy with other things.
        testTimeout: 180_000,
        hookTimeout: 120_000,
      }),
      project('browser', ['tests/browser/**/*.test.ts'], {
        ...together,
        // What one file had open, the next one in the process has at once: the connection, and browsers that are warm.
        isolate: false,
        globalSetup: ['tests/built.ts', 'tests/browser/start-shared.ts'],
        exclude: timed,
        testTimeout: 180_000,
        hookTimeout: 120_000,
      }),
      project('timed', timed, {
        ...alone,
        globalSetup: ['tests/built.ts'],
        testTimeout: 180_000,
        hookTimeout: 120_000,
      }),
    ],
  },
})
