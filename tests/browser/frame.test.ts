import { gzipSync } from 'node:zlib'
import type { Browser, Page, Response } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type AnEmployer,
  aMember,
  anAddress,
  anEmployer,
  aPosting,
  type Caller,
  expectStatus,
  password,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext, aPage, isLive, wrongInBothLooks } from './chromium.ts'
import { holdBack } from './hold-back.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  viewer = await aMember(employer, 'viewer')
})

async function openPage(person: Caller | null, path: string): Promise<Page> {
  const page = await aPage(browser, person)
  await visit(page, server.url + path)
  return page
}

const pill = (page: Page) => page.locator('[data-connection]').textContent()

const choosesRole = (page: Page, of: string, role: string) =>
  page.getByRole('combobox', { name: `Role of ${of}` }).selectOption({ label: role })

describe('coming in', () => {
  it('[WEB-1] a company registers, is told which field is wrong, confirms by mail and signs in', async () => {
    const page = await openPage(null, '/register')
    const email = anAddress('baker')
    await page.getByLabel('Company').fill('Bluefin Bakery')
    await page.getByLabel('Your work e-mail').fill(email)
    await page.getByLabel('Telephone').fill('+44 20 7946 0000')
    await page.getByLabel('Password', { exact: true }).fill('password1234')
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByText('passwords that are guessed first').waitFor()
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name') === 'password'))

    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    // Programs that look at links, with JavaScript too, neither confirm it nor use the link up.
    const link = await eventually(async () => (await server.mail(email))[0]?.links[0])
    const confirm = page.getByRole('button', { name: 'Confirm my address' })
    for (const _look of [1, 2]) {
      await page.goto(link)
      await confirm.waitFor()
    }
    await confirm.click()
    await page.getByText('Your address is confirmed').waitFor()

    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('steps to your first hire').waitFor()
  })

  it('[WEB-2] signing in leads on to the page that was asked for', async () => {
    const page = await openPage(null, '/team?invite=1')
    await page.waitForURL('**/sign-in?next=*')
    await page.getByLabel('E-mail').fill(employer.owner.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('dialog', { name: 'Invite somebody' }).waitFor()
  })

  it('[WEB-3] the first load brings at most 200 KB of gzipped JavaScript', async () => {
    const context = await aContext(browser, employer.owner)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    const weigh = (response: Response) => {
      if (response.url().endsWith('.js')) sizes.push(response.body().then((body) => gzipSync(body).length))
    }
    page.on('response', weigh)
    // Toasts are loaded once the page has settled; they count too.
    const toasts = page.waitForResponse((response) => /toast-host.*\.js$/.test(response.url()))
    await page.goto(server.url)
    await isLive(page)
    await toasts
    await page.waitForLoadState('networkidle')
    // What comes later is no first load, and its body would be lost with the page.
    page.off('response', weigh)
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(200_000)
  })

  it('[WEB-28] the mark is seen before the app has come, in its colours, and stays where it is as the app takes over', async () => {
    const context = await aContext(browser, null, { colorScheme: 'dark' })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const [comes, sheetComes, answers] = [
      await holdBack(page, '**/assets/index-*.js'),
      await holdBack(page, '**/assets/index-*.css'),
      await holdBack(page, '**/api/auth/session'),
    ]
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await page.goto(server.url, { waitUntil: 'commit' })
    const mark = page.locator('.cv-opening-mark')
    const seen = async () => {
      await mark.locator('visible=true').waitFor()
      return mark.locator('svg').boundingBox()
    }
    const first = await seen()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      'rgb(31, 29, 27)',
    )
    comes()
    sheetComes()
    await page.getByRole('status', { name: 'Opening ClearView' }).waitFor()
    expect(await seen()).toEqual(first)
    answers()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    // Menus and dialogs are half as large as all that signing in needs.
    expect(scripts.filter((url) => url.includes('/popups-'))).toEqual([])
  })

  it('[WEB-11] a board comes in at most 40 files of JavaScript', async () => {
    const context = await aContext(browser, employer.owner)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${server.url}/pipeline`)
    await page.getByRole('heading', { name: 'Pipeline', level: 1 }).waitFor()
    const scripts = await page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length,
    )
    expect(scripts).toBeGreaterThan(10)
    expect(scripts).toBeLessThanOrEqual(40)
  })
})

describe('tips', () => {
  it('[WEB-10] appear on hover and on keyboard focus, describe what they are about, and go with Escape', async () => {
    const page = await openPage(employer.owner, '/')
    const status = page.locator('[data-connection="live"]')
    await status.hover()
    const tip = page.getByRole('tooltip')
    await tip.getByText('What you see is what is.').waitFor()
    expect(await status.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'))
    await page.keyboard.press('Escape')
    await tip.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show icons only' }).click()
    await page.keyboard.press('Shift+Tab')
    await tip.getByText('Team').waitFor()
    await page.keyboard.press('Tab')
    await tip.getByText('Show words').waitFor()
    // As it was: the browser remembers it for the next time.
    await page.keyboard.press('Enter')
    await page.locator('[aria-pressed="false"]', { hasText: 'Show icons only' }).waitFor()
  })
})

describe('a connection that breaks', () => {
  it('[WEB-6] a change without an answer is counted, survives loading the page again, and is sent once', async () => {
    const colleague = await aMember(employer, 'hiring_manager')
    const page = await openPage(employer.owner, '/team')
    await isLive(page)
    await page.route('**/users/**', (route) => route.abort())
    await choosesRole(page, 'A hiring_manager', 'Interviewer')
    await eventually(async () => /1 change/.test((await pill(page)) ?? '') || null)
    await page.unroute('**/users/**')
    await page.reload()
    const hasRole = (role: string) => async () => {
      const { body } = await employer.owner.get<{ items: { id: string; role: string }[] }>(`${employer.api}/users`)
      return body.items.some((member) => member.id === colleague.userId && member.role === role)
    }
    await eventually(hasRole('interviewer'))
    await isLive(page)
    // No refusal and no end: the page is left while the change is on its way.
    await page.route('**/users/**', () => undefined)
    const isAsked = page.waitForRequest('**/users/**')
    await choosesRole(page, 'A hiring_manager', 'Recruiter')
    await isAsked
    await page.unroute('**/users/**')
    await page.reload()
    await eventually(hasRole('recruiter'))
  })

  it('[WEB-7] offline is said, and what happened meanwhile is there when the connection is back', async () => {
    const page = await openPage(viewer, '/team')
    await isLive(page)
    await page.context().setOffline(true)
    await eventually(async () => ((await pill(page)) === 'Offline' ? true : null))
    const newcomer = await aMember(employer, 'recruiter')
    await page.context().setOffline(false)
    await page.getByText(newcomer.email).waitFor()
    await isLive(page)
  })

  it('[WEB-24] a page whose code cannot come says so under its own name, and comes by itself', async () => {
    const page = await openPage(employer.owner, '/postings/gone')
    // Anew: the code of the page must not be there yet.
    await page.route('**/figures-page*.js', (route) => route.abort())
    await page.reload()
    await page.getByRole('heading', { name: 'No such posting' }).waitFor()
    await isLive(page)
    await page.context().setOffline(true)
    await page.getByText('Offline', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Figures' }).click()
    await page.getByText('This page is not loaded yet').waitFor()
    const crumbs = page.getByRole('navigation', { name: 'You are here' }).locator('li')
    expect((await crumbs.allTextContents()).slice(1)).toEqual(['Figures'])
    await page.unroute('**/figures-page*.js')
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Figures', level: 1 }).waitFor()
  })
})

describe('for everybody', () => {
  it('[WEB-22] an address that names a tab which is not there is put right', async () => {
    const { id } = await aPosting(employer)
    const page = await openPage(employer.owner, `/postings/${id}/nonsense`)
    await page.waitForURL(`${server.url}/postings/${id}`)
    await page.getByRole('tab', { name: 'Description', selected: true }).waitFor()
    await visit(page, `${server.url}/figures/nonsense`)
    await page.waitForURL(`${server.url}/figures`)
  })

  it('[WEB-16] whoever is signed out while a page is open is told so, and comes back to it', async () => {
    const person = await aMember(employer, 'viewer')
    const page = await openPage(person, '/team')
    await isLive(page)
    expectStatus(await person.post('/api/auth/logout'), 204)
    await page.getByText('You were signed out.').waitFor()
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Team', exact: true }).waitFor()
  })

  it('[TEAM-8] somebody says their name otherwise, and is called by it', async () => {
    const page = await openPage(await aMember(employer, 'interviewer'), '/account')
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('Noor Haddad')
    await name.press('Enter')
    await page.getByText('Saved. You are Noor Haddad from now on.').waitFor()
    await page.getByRole('button', { name: 'NH: account of Noor Haddad' }).waitFor()
  })

  it('[WEB-15] a dialog that closes gives the focus back to what opened it, or to the button of its menu', async () => {
    const page = await openPage(employer.owner, '/team')
    const dialog = page.getByRole('dialog')
    const invite = page.getByRole('button', { name: 'Invite', exact: true })
    const actions = page.getByRole('button', { name: /^More about A.viewer/ }).first()
    const search = page.getByRole('button', { name: /^Search/ })
    for (const [opener, opens] of [
      [search, async () => undefined],
      [invite, async () => undefined],
      [actions, async () => page.getByRole('menuitem', { name: /^Remove/ }).press('Enter')],
    ] as const) {
      await opener.press('Enter')
      await opens()
      await dialog.waitFor()
      await page.waitForFunction(() => document.querySelector('[role="dialog"]')?.contains(document.activeElement))
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await eventually(() => opener.evaluate((button) => button === document.activeElement || null))
    }
  })

  it('[WEB-26] where what has the focus is taken away, the focus goes to what stands there', async () => {
    const { id } = await aPosting(employer)
    const page = await openPage(employer.owner, `/pipeline/${id}`)
    const opener = page.getByRole('button', { name: 'Edit the stages' })
    await opener.press('Enter')
    await page.getByRole('button', { name: 'Remove Screen' }).press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await eventually(async () => (await focused()) === 'Remove Assessment')
    await page.keyboard.press('Escape')
    await eventually(async () => (await focused()) === 'Edit the stages')

    // A row that goes with the dialog that asked about it.
    await visit(page, `${server.url}/interviews/availability`)
    for (const name of ['Harbour', 'Quay']) {
      await page.getByRole('button', { name: 'Add a room…' }).press('Enter')
      await page.getByRole('textbox', { name: 'Name' }).fill(name)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: `Remove ${name}` }).waitFor()
    }
    await page.getByRole('button', { name: 'Remove Harbour' }).press('Enter')
    await page.getByRole('button', { name: 'Remove it' }).press('Enter')
    await page.getByText('Harbour is removed.').waitFor()
    await eventually(async () => (await focused()) === 'Remove Quay')

    // A button that was busy, where what it asked for is refused.
    const no = { type: '/problems/conflict', title: 'No', status: 409, detail: 'No more rooms.', code: 'conflict' }
    await page.route('**/rooms', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 409, json: no }) : route.continue(),
    )
    await page.getByRole('button', { name: 'Add a room…' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Cellar')
    await page.getByRole('button', { name: 'Add the room' }).press('Enter')
    await page.getByText('No more rooms.').waitFor()
    await page.locator('button:focus', { hasText: 'Add the room' }).waitFor()
    await page.unroute('**/rooms')
  })

  it('[WEB-27] with forced colours it is seen which tab and which choice is the open one', async () => {
    const page = await openPage(employer.owner, '/postings/imports')
    await page.emulateMedia({ forcedColors: 'active' })
    const marked = (which: string) =>
      page.evaluate(
        (all) =>
          [...document.querySelectorAll(all)]
            .filter((one) => getComputedStyle(one).textDecorationLine === 'underline')
            .map((one) => one.textContent),
        which,
      )
    await page.getByRole('radiogroup').waitFor()
    expect(await marked('[role="radiogroup"] label')).toEqual(['Postings'])
    await visit(page, `${server.url}/team/tokens`)
    await page.getByRole('tab', { selected: true, name: 'API tokens' }).waitFor()
    expect(await marked('[role="tab"]')).toEqual(['API tokens'])
  })

  it('[WEB-17] the bar of a phone keeps its words apart, and a page that is not there names itself in the tab', async () => {
    const page = await openPage(employer.owner, '/postings/gone')
    await page.getByRole('heading', { name: 'No such posting' }).waitFor()
    expect(await page.title()).toBe('No such posting · ClearView')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'More' }).waitFor()
    const gaps = await page.getByRole('navigation', { name: 'Pages' }).evaluate((bar) => {
      const boxes = [...bar.querySelectorAll('li svg + span')].map((words) => words.getBoundingClientRect())
      return boxes.slice(1).map((box, index) => box.left - (boxes[index]?.right ?? 0))
    })
    expect(gaps).toHaveLength(4)
    expect(Math.min(...gaps)).toBeGreaterThan(12)
  })

  it('[WEB-18] home is shown when all of it has come, so that nothing moves what one is about to press', async () => {
    const page = await aPage(browser, employer.owner)
    const release = await holdBack(page, '**/invitations?*')
    const isRead = page.waitForResponse((answer) => answer.url().includes('/analytics'))
    await visit(page, server.url)
    await (await isRead).finished()
    const needs = page.getByRole('heading', { name: 'Needs you' })
    await page.locator('dl').waitFor({ state: 'attached' })
    expect(await needs.isVisible()).toBe(false)
    release()
    await needs.waitFor()
    expect(await page.getByText('steps to your first hire').isVisible()).toBe(true)

    // What cannot be read is not waited for.
    await page.unroute('**/invitations?*')
    await page.route('**/invitations?*', (route) => route.abort())
    await page.reload()
    await needs.waitFor()
    expect(await page.getByText('steps to your first hire').count()).toBe(0)
  })

  it.each([
    ['/interviews/availability', '**/calendar/hours', 'Calendars elsewhere'],
    ['/notifications', '**/preferences/chat', 'What happens in the company'],
  ])('[WEB-19] what is below the first part of %s comes in with it', async (path, first, below) => {
    const page = await aPage(browser, employer.owner)
    const release = await holdBack(page, first)
    await visit(page, server.url + path)
    const heading = page.getByRole('heading', { name: below, includeHidden: true })
    await heading.waitFor({ state: 'attached' })
    expect(await heading.isVisible()).toBe(false)
    release()
    await heading.waitFor()
  })

  it('[WEB-25] however long a title is, since when it waits is seen', async () => {
    await aPosting(employer, { title: 'Sailmaker '.repeat(18).trim() })
    const page = await openPage(employer.owner, '/')
    const needs = page.getByRole('region', { name: 'Needs you' })
    const need = needs.getByRole('listitem').filter({ hasText: 'Sailmaker' })
    const [time, action] = [await need.locator('time').boundingBox(), await need.getByRole('link').boundingBox()]
    expect((time?.x ?? 0) + (time?.width ?? 9999)).toBeLessThan(action?.x ?? 0)
  })

  it('[WEB-8] axe finds nothing and nothing scrolls sideways, light and dark, wide and on a phone', async () => {
    const inside = ['/', '/team', '/team/invitations', '/team/audit', '/team?invite=1', '/nowhere']
    const outside = [
      '/sign-in',
      '/register',
      '/check-mail?email=a@example.com',
      '/forgot-password',
      '/reset-password?token=x',
    ]
    for (const [person, paths] of [[employer.owner, inside] as const, [null, outside] as const]) {
      const page = await aPage(browser, person)
      for (const path of paths) {
        const wrong = await wrongInBothLooks(page, async () => {
          await visit(page, server.url + path)
          await page.getByRole('heading').first().waitFor()
          if (person) await isLive(page)
          await page.waitForFunction(
            () => document.querySelector('[aria-label="Loading"], [aria-label="Opening ClearView"]') === null,
          )
        })
        expect({ path, wrong }).toEqual({ path, wrong: [] })
      }
    }
  })
})
