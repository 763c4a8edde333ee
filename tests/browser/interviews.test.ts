import type { Browser, Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, isLive, wrongInBothLooks } from './chromium.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer
let posting: APosting
let recruiter: Caller
let kim: AnApplication
let lee: AnApplication

const dayInMs = 86_400_000
/** A Tuesday, ten to seventeen days ahead: candidates may still move what is then. */
const tuesday = (() => {
  const at = new Date(Date.now() + 10 * dayInMs)
  return new Date(at.getTime() + ((9 - at.getUTCDay()) % 7) * dayInMs).toISOString().slice(0, 10)
})()
const later = (days: number) => new Date(Date.parse(tuesday) + days * dayInMs).toISOString().slice(0, 10)
const [wednesday, thursday, friday] = [later(1), later(2), later(3)]
const week = `/interviews?zone=UTC&day=${tuesday}`

interface Interview {
  id: string
  startsAt: string
  endsAt: string
  state: string
}
const stored = async (id: string) => (await recruiter.get<Interview>(`${employer.api}/interviews/${id}`)).body
const codeOf = async ({ applicationId }: AnApplication) =>
  (await recruiter.get<{ candidate: { code: string } }>(`${employer.api}/applications/${applicationId}`)).body.candidate
    .code

/** Booked by the recruiter, who is the interviewer. */
async function booked({ candidateId }: AnApplication, interviewTime: string): Promise<Interview> {
  const body = { candidateId, interviewTime, location: 'Second floor', timeZone: 'UTC' }
  const made = await recruiter.post<Interview>(`${employer.api}/schedule-interview`, body)
  expectStatus(made, 200)
  return made.body
}

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  recruiter = await aMember(employer, 'recruiter')
  posting = await aPublishedPosting(employer)
  kim = await anApplication(employer, posting)
  lee = await anApplication(employer, posting)
})

async function openWeek(person: Caller, path = week): Promise<Page> {
  const page = await aPage(browser, person)
  await visit(page, `${server.url}${path}`)
  await page.locator('[data-column]').first().waitFor()
  await isLive(page)
  return page
}

/** Where a clock time is on the grid, in pixels of the window. */
async function pointAt(page: Page, day: string, hour: number) {
  const box = await page.locator(`[data-column="${day}"]`).boundingBox()
  if (!box) throw new Error(`The column of ${day} is not on screen`)
  return { x: box.x + box.width / 3, y: box.y + (box.height / 24) * hour }
}

async function dragFromTo(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 2 })
  await page.mouse.move(to.x, to.y, { steps: 6 })
}

const blockOf = (page: Page, id: string): Locator => page.locator(`[data-interview="${id}"]`)
const isAt = (page: Page, id: string, day: string, words: string): Promise<void> =>
  page.locator(`[data-column="${day}"] [data-interview="${id}"]`).getByText(words).first().waitFor()

describe('interviews in the browser', () => {
  it('[INTUI-15] what is drawn on empty time is scheduled, and every other screen has it at once', async () => {
    const [page, other] = await Promise.all([openWeek(recruiter), openWeek(employer.owner)])
    await dragFromTo(page, await pointAt(page, tuesday, 10), await pointAt(page, tuesday, 11.5))
    await page.locator('[data-ghost]').getByText('10:00 – 11:30').waitFor()
    await page.mouse.up()
    const form = page.getByRole('dialog', { name: 'Schedule an interview' })
    expect(await form.getByLabel('Day').inputValue()).toBe(tuesday)
    expect(await form.getByLabel('Time', { exact: true }).inputValue()).toBe('10:00')
    await form.getByRole('combobox', { name: 'Candidate', exact: true }).fill(await codeOf(kim))
    await form.getByRole('option', { name: await codeOf(kim) }).click()
    await form.getByRole('button', { name: 'Schedule' }).click()
    await form.getByText('Say where: a room, an address or a link.').waitFor()
    await form.getByLabel('Address or link').fill('Second floor')
    await form.getByRole('button', { name: 'Schedule' }).click()
    const code = await codeOf(kim)
    for (const screen of [page, other]) {
      await screen.locator(`[data-column="${tuesday}"]`).getByText(code, { exact: true }).waitFor()
    }
    const { items } = (await recruiter.get<{ items: Interview[] }>(`${employer.api}/interviews?limit=10`)).body
    expect(items).toMatchObject([{ startsAt: `${tuesday}T10:00:00.000Z`, endsAt: `${tuesday}T11:30:00.000Z` }])
  })

  it('[INTUI-10] a block dropped where somebody is taken goes back, with the reason and three free times', async () => {
    await booked(kim, `${friday}T10:00:00Z`)
    const { id } = await booked(lee, `${friday}T14:00:00Z`)
    const [page, other] = await Promise.all([openWeek(recruiter), openWeek(employer.owner)])
    // What stands there by then is dragged, not drawn on.
    await blockOf(page, id).waitFor()
    const grip = await pointAt(page, friday, 14.2)
    await dragFromTo(page, grip, await pointAt(page, friday, 10.7))
    await page
      .locator('[data-ghost]')
      .getByText(/has an interview then$/)
      .waitFor()
    await page.mouse.up()
    const refusal = page.getByRole('alert', { name: 'The interview was not moved' })
    await refusal.getByText(/stays where it was/).waitFor()
    await isAt(page, id, friday, '14:00 – 15:00')
    expect((await stored(id)).startsAt).toBe(`${friday}T14:00:00.000Z`)
    const free = refusal.getByRole('button', { name: /\d\d:\d\d$/ })
    expect(await free.count()).toBe(3)
    await free.first().click()
    await refusal.waitFor({ state: 'detached' })
    const startsAt = await eventually(async () => {
      const now = (await stored(id)).startsAt
      return now === `${friday}T14:00:00.000Z` ? null : now
    })
    await isAt(other, id, startsAt.slice(0, 10), startsAt.slice(11, 16))
  })

  it('[INTUI-7] [INTUI-12] a block is lifted, carried and dropped by keys, and comes back by undo; printed it is there', async () => {
    const { id } = await booked(await anApplication(employer, posting), `${wednesday}T09:00:00Z`)
    const page = await openWeek(recruiter)
    await blockOf(page, id).getByRole('link').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.locator('[data-ghost]').getByText('10:15 – 11:15').waitFor()
    await page.keyboard.press('Space')
    await eventually(async () => (await stored(id)).startsAt === `${thursday}T10:15:00.000Z`)
    // What somebody moved before, on the same page, may still be told of.
    const toast = page.locator('[id^="toast-"]').filter({ hasText: '10:15' })
    await toast.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => (await stored(id)).startsAt === `${wednesday}T09:00:00.000Z`)
    await isAt(page, id, wednesday, '09:00 – 10:00')

    // Paper is as narrow as a small window, and shows the week all the same.
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 718, height: 1000 })
    await page.waitForFunction(() => matchMedia('(max-width: 47.99em)').matches)
    await isAt(page, id, wednesday, '09:00 – 10:00')
    const paper = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(paper).toBeLessThanOrEqual(1000)
    const isWhole = await blockOf(page, id)
      .getByText('09:00 – 10:00', { exact: false })
      .last()
      .evaluate((line) => {
        const [box, within] = [line.getBoundingClientRect(), line.closest('a')?.getBoundingClientRect()]
        return within && box.bottom <= within.bottom && box.right <= within.right
      })
    expect(isWhole).toBe(true)
    await page.emulateMedia({ media: 'screen' })
  })

  it('[INTUI-16] a candidate moves the interview by their link, and the recruiter sees it move', async () => {
    const applicant = await anApplication(employer, posting)
    const { id } = await booked(applicant, `${wednesday}T13:00:00Z`)
    const page = await openWeek(recruiter, `${week}&interview=${id}`)
    const pane = page.getByRole('complementary', { name: 'Interview' })
    await pane.getByText('Not confirmed yet').waitFor()
    const portal = await page.context().newPage()
    await portal.goto(applicant.portalUrl)
    await portal.getByRole('button', { name: 'I will come' }).click()
    await pane.getByText('Confirmed', { exact: true }).waitFor()
    await portal.goto(applicant.portalUrl)
    await portal.getByRole('link', { name: 'Choose another time…' }).click()
    await portal.getByRole('radio').first().check()
    await portal.getByLabel('Why do you move it?').fill('A train strike')
    await portal.getByRole('button', { name: 'Move the interview' }).click()
    const moved = await eventually(async () => {
      const { startsAt } = await stored(id)
      return startsAt === `${wednesday}T13:00:00.000Z` ? null : startsAt
    })
    await pane.getByText(`Moved to`).first().waitFor()
    await pane.locator(`time[datetime="${moved}"]`).waitFor()
    await pane.getByText('A train strike').waitFor()
  })

  it('[INTUI-19] what somebody else changed while a form is open is told, and overwritten only knowingly', async () => {
    const { id } = await booked(await anApplication(employer, posting), `${thursday}T15:00:00Z`)
    const page = await openWeek(recruiter, `${week}&interview=${id}`)
    await page.getByRole('button', { name: 'Move or change…' }).click()
    const form = page.getByRole('dialog', { name: /^Change the interview/ })
    await form.getByLabel('Address or link').fill('By the garden')
    const theirs = { location: 'Third floor', interviewTime: `${thursday}T16:00:00Z` }
    expectStatus(await employer.owner.patch(`${employer.api}/interviews/${id}`, theirs), 200)
    await form.getByRole('button', { name: 'Save and tell everybody' }).click()
    await form.getByText(/^Somebody changed it in the meantime: .* 16:00 – 17:00, Third floor\./).waitFor()
    await form.getByRole('button', { name: 'Save and tell everybody' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await stored(id)).toMatchObject({ location: 'By the garden', startsAt: `${thursday}T15:00:00.000Z` })

    const rooms = `${employer.api}/rooms`
    const room = { name: 'Garden', directions: 'Through the yard', seats: 4 }
    const made = await employer.owner.post<{ id: string }>(rooms, room)
    await visit(page, `${server.url}/interviews/availability`)
    await page.getByRole('button', { name: 'Change Garden' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change Garden' })
    await dialog.getByLabel('Seats').fill('6')
    expectStatus(await employer.owner.patch(`${rooms}/${made.body.id}`, { directions: 'By the gate' }), 200)
    await dialog.getByText('Somebody changed it in the meantime: Garden, 4 seats · By the gate.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('6 seats · Through the yard').waitFor()
  })

  it('[INTUI-17] the calendar and its settings can be used by everybody, light and dark, wide and narrow', async () => {
    const { id } = await booked(await anApplication(employer, posting), `${tuesday}T08:00:00Z`)
    const page = await aPage(browser, recruiter)
    const open = (path: string) => async () => {
      await visit(page, `${server.url}${path}`)
      await isLive(page)
      await eventually(async () => (await page.getByRole('status', { name: /^Loading/ }).count()) === 0)
    }
    const people = encodeURIComponent(`user ${recruiter.userId}`)
    expect(await wrongInBothLooks(page, open(`${week}&interview=${id}`))).toEqual([])
    expect(await wrongInBothLooks(page, open(`${week}&view=day&with=${people}`))).toEqual([])
    expect(await wrongInBothLooks(page, open(`${week}&schedule=1`))).toEqual([])
    expect(await wrongInBothLooks(page, open('/interviews/availability'))).toEqual([])
  })
})
