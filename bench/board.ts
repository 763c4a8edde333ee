import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import type { Application } from '../protocol/applications.ts'
import type { Stage } from '../protocol/postings.ts'
import { startChromium } from '../tests/browser/launch.ts'
import { type AnEmployer, type APosting, anEmployer, aPublishedPosting } from '../tests/builders.ts'
import { type RunningServer, startServer } from '../tests/server.ts'
import { median, type Row } from './row.ts'

const many = 5000
const few = 60
const rounds = 3
/** More columns than fit on a screen; those that cards are dragged to come first. */
const pipeline: readonly Stage[] = [
  { id: 'applied', name: 'Applied', kind: 'applied' },
  { id: 'screen', name: 'Screen', kind: 'screen' },
  { id: 'offer', name: 'Offer', kind: 'offer' },
  ...Array.from({ length: 9 }, (_, index) => ({
    id: `round${index}`,
    name: `Round ${index + 1}`,
    kind: 'interview' as const,
  })),
  { id: 'hired', name: 'Hired', kind: 'hired' },
]
const stages = pipeline.map(({ id }) => id)

/**
 * Scrolling and dragging on a full board beside the same gestures on a small one. The applications come from this
 * file instead of the store: what is measured is the page.
 */
export async function board(): Promise<Row[]> {
  const server = await startServer()
  const browser = await startChromium()
  try {
    const employer = await anEmployer(server)
    const posting = await aPublishedPosting(employer, { stages: pipeline })
    const figures: { full: Tasks; small: Tasks }[] = []
    for (let round = 0; round < rounds; round++) {
      const full = await gestures(browser, server, employer, posting, many)
      figures.push({ full, small: await gestures(browser, server, employer, posting, few) })
    }
    const of = (pick: (tasks: Tasks) => number, which: 'full' | 'small') =>
      median(figures.map((round) => pick(round[which])))
    const longest = of(({ longest }) => longest, 'full')
    return [
      {
        what: `board, ${many.toLocaleString('en')} cards: longest task while scrolling and dragging`,
        ours: `${longest.toFixed(0)} ms, ${of(({ over }) => over, 'full')} over 50 ms`,
        baseline: `${of((tasks) => tasks.longest, 'small').toFixed(0)} ms, ${few} cards`,
        figure: longest,
        bound: { most: 50 },
        unit: 'ms',
      },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

interface Tasks {
  /** By the thread's own clock, in milliseconds: other processes of the machine do not count. */
  readonly longest: number
  readonly over: number
}

async function gestures(
  browser: Browser,
  server: RunningServer,
  employer: AnEmployer,
  posting: APosting,
  count: number,
): Promise<Tasks> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } })
  const [name = '', value = ''] = employer.owner.cookie.split('=')
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  await page.route('**/applications?**', (route) => answerPage(route, posting.id, count))
  await page.route('**/applications/*', (route) => answerMove(route, posting.id))
  await page.route('**/applications/moves', (route) => answerMoves(route, posting.id))
  await page.goto(`${server.url}/pipeline/${posting.id}`)
  const column = page.getByRole('region', { name: 'Applied', exact: true })
  await column.locator('[data-card]').first().waitFor()
  await column
    .getByText(String(Math.ceil(count / stages.length)), { exact: false })
    .first()
    .waitFor()
  const tasks = await traced(browser, page, async () => {
    await scroll(page, column)
    for (const stage of ['Screen', 'Offer']) await drag(page, stage)
    await dragMany(page)
  })
  await context.close()
  return tasks
}

/** Turns of the wheel, down and sideways, and jumps as with the scrollbar's handle. */
async function scroll(page: Page, column: ReturnType<Page['getByRole']>): Promise<void> {
  const box = await column.boundingBox()
  if (!box) throw new Error('The board is not on screen')
  await page.mouse.move(box.x + 100, box.y + 300)
  for (const turn of Array.from({ length: 60 }, (_, index) => (index < 40 ? 600 : -900)))
    await page.mouse.wheel(0, turn)
  // Sideways over the columns, and back.
  for (const turn of Array.from({ length: 24 }, (_, index) => (index < 12 ? 400 : -400)))
    await page.mouse.wheel(turn, 0)
  const list = column.locator('ul').locator('..')
  for (const place of [0.5, 0.1, 0.9, 0]) {
    await list.evaluate((element, part) => {
      element.scrollTop = element.scrollHeight * part
    }, place)
    await page.mouse.move(box.x + 110, box.y + 310)
  }
}

async function drag(page: Page, stage: string): Promise<void> {
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const from = await region('Applied').locator('[data-card]').first().boundingBox()
  const to = await region(stage).boundingBox()
  if (!from || !to) throw new Error('The board is not on screen')
  await page.mouse.move(from.x + 40, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(to.x + 80, to.y + 200, { steps: 30 })
  await page.mouse.move(to.x + 80, to.y + 500, { steps: 20 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Undo' }).first().waitFor()
}

/** Thirty cards are chosen as a range, and go together with the one that is dragged. */
async function dragMany(page: Page): Promise<void> {
  const cards = page.getByRole('region', { name: 'Applied', exact: true }).locator('[data-card]')
  await cards.first().focus()
  await page.keyboard.press('x')
  for (let more = 0; more < Math.min(29, (await cards.count()) - 1); more++)
    await page.keyboard.press('Shift+ArrowDown')
  await page.getByText(/^\d+ chosen$/).waitFor()
  await page.keyboard.press('Home')
  // The column scrolls back to it first.
  await cards.first().hover()
  await drag(page, 'Screen')
  await page
    .getByText(/^\d+ candidates moved to Screen/)
    .first()
    .waitFor()
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly tid: number
  readonly pid: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

async function traced(browser: Browser, page: Page, run: () => Promise<void>): Promise<Tasks> {
  const path = join(tmpdir(), `clearview-trace-${process.pid}.json`)
  const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata']
  await browser.startTracing(page, { path, categories })
  await run()
  await browser.stopTracing()
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] }
  await rm(path)
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(key),
  )
  const times = traceEvents
    .filter((event) => /RunTask/.test(event.name) && event.ph === 'X' && main.has(key(event)))
    .map(({ tdur }) => (tdur ?? 0) / 1000)
  if (times.length === 0) throw new Error('The trace holds no task of the page')
  return { longest: Math.max(...times), over: times.filter((time) => time > 50).length }
}

const key = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`

const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()

const tags = ['Referral', 'Works remotely', 'Speaks Portuguese']

const applicationOf = (
  jobId: string,
  index: number,
  stage = stages[index % stages.length] ?? 'applied',
  version = 1,
): Record<keyof Application, unknown> => ({
  id: `a${index}`,
  jobId,
  candidateId: `c${index}`,
  stage,
  status: 'active',
  source: index % 3 === 0 ? null : 'Careers page',
  candidate: { id: `c${index}`, code: `Amber Heron · ${index.toString(16).toUpperCase()}`, name: null },
  appliedAt: at(index),
  stageSince: version === 1 ? at(index) : new Date().toISOString(),
  viewed: index % 2 === 0,
  selected: index % 50 === 0,
  lookAgainAt: null,
  tags: tags.slice(0, index % 4),
  version,
})

function answerPage(route: Route, jobId: string, count: number): Promise<void> {
  const { searchParams } = new URL(route.request().url())
  const from = Number(searchParams.get('cursor') ?? 0)
  const to = Math.min(count, from + Number(searchParams.get('limit') ?? 50))
  const items = Array.from({ length: to - from }, (_, index) => applicationOf(jobId, from + index))
  return route.fulfill({ json: { items, nextCursor: to < count ? String(to) : null } })
}

function answerMove(route: Route, jobId: string): Promise<void> {
  const index = Number(/\/a(\d+)$/.exec(route.request().url())?.[1] ?? 0)
  const { stage } = JSON.parse(route.request().postData() ?? '{}') as { stage?: string }
  return route.fulfill({ json: applicationOf(jobId, index, stage, 2) })
}

interface AskedMove {
  readonly applicationId: string
  readonly stage?: string
}

function answerMoves(route: Route, jobId: string): Promise<void> {
  const { moves = [] } = JSON.parse(route.request().postData() ?? '{}') as { moves?: AskedMove[] }
  const results = moves.map(({ applicationId, stage }) => ({
    ok: true,
    applicationId,
    application: applicationOf(jobId, Number(applicationId.slice(1)), stage, 2),
  }))
  return route.fulfill({ json: { results } })
}
