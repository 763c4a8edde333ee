import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aMember, type Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { aText, badge, caretOf, openText, reads, shows, text, words, write } from './texts.ts'

let server: TestServer
let browser: Browser
let employer: Company
let recruiter: Caller
beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter } = employer)
})

/** What happens to its sockets stays with a context. */
async function aPageOfItsOwn(person: Caller): Promise<Page> {
  const context = await aContext(browser, person)
  onTestFinished(() => context.close())
  return context.newPage()
}

describe('inclusive language', () => {
  it('[LANG-19] findings are underlined on every screen; dismissed by one, they are gone for all; an offered word is put in', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'You are our rockstar and a native speaker, too.')
    const finds = (page: Page, expected: string) =>
      eventually(async () => (await page.locator('.cv-finding').allInnerTexts()).sort().join(', ') === expected)
    for (const page of [a, b]) await finds(page, 'native speaker, rockstar')
    await b.getByRole('button', { name: 'Dismiss… “native speaker”' }).click()
    await b.getByLabel('Why “native speaker” is fine here').fill('It is a course for them')
    await b.getByRole('button', { name: 'Dismiss for everybody' }).click()
    for (const page of [a, b]) await finds(page, 'rockstar')
    await a.getByRole('region', { name: 'Language' }).getByRole('button', { name: 'expert' }).click()
    await reads(b, 'You are our expert and')
    for (const page of [a, b]) await finds(page, '')
  })
})

describe('writing together', () => {
  it('[COEDUI-1] [NAME-4] two people type at once, read every word, and see each other’s caret and name', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'We build lighthouses. ')
    await reads(b, 'We build lighthouses.')
    await text(b).click()
    await b.keyboard.press('Control+Home')
    await Promise.all([a.keyboard.type('And we keep them lit.'), b.keyboard.type('Hello. ')])
    for (const page of [a, b]) {
      await reads(page, 'Hello. We build lighthouses. And we keep them lit.')
      await badge(page, 'Saved').waitFor()
    }
    expect(await words(a)).toBe(await words(b))
    await caretOf(a, 'A recruiter').waitFor({ state: 'attached' })
    const here = a.getByRole('list', { name: 'Here now' })
    await here.getByText('A recruiter').waitFor()

    const calls = async (name: string) => expectStatus(await recruiter.patch('/api/auth/session', { name }), 200)
    onTestFinished(() => calls('A recruiter'))
    await calls('Maud')
    await caretOf(a, 'Maud').waitFor({ state: 'attached' })
    await here.getByText('Maud').waitFor()
  })

  it('[COEDUI-7] undo takes back one’s own words and leaves the other’s', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    // At once, as pasted: on a busy machine letters may come too slowly to be one step.
    await text(a).click()
    await a.keyboard.insertText('Mine.')
    await reads(b, 'Mine.')
    await write(b, ' Theirs.')
    await reads(a, 'Mine. Theirs.')
    await text(a).click()
    await a.keyboard.press('Control+z')
    for (const page of [a, b]) await eventually(async () => (await words(page)) === 'Theirs.')
  })

  it('[COEDUI-3] what is written offline is counted, survives a reload without a connection, and is merged', async () => {
    const jobId = await aText()
    const [a, b] = [await shows(await aPageOfItsOwn(employer.owner), jobId), await openText(recruiter, jobId)]
    await write(a, 'Before. ')
    await reads(b, 'Before.')
    await badge(a, 'Saved').waitFor()
    // Pages and scripts still come, as from a cache; the documents' own line is cut.
    await a.context().routeWebSocket(/\/coedit\//, (socket) => socket.close())
    await a.evaluate("window.dispatchEvent(new Event('offline'))")
    await write(a, 'ab')
    await badge(a, 'Offline (2 changes)').waitFor()
    await write(b, 'Meanwhile. ')
    await a.reload()
    await reads(a, 'Before. ab')
    await badge(a, 'Offline (2 changes)').waitFor()
    await write(a, 'c')
    await badge(a, 'Offline (3 changes)').waitFor()
    expect(await words(b)).not.toContain('ab')

    await a.context().unrouteAll()
    await a.context().routeWebSocket(/\/coedit\//, (socket) => void socket.connectToServer())
    for (const page of [a, b]) {
      await reads(page, 'abc')
      await reads(page, 'Meanwhile.')
    }
    await badge(a, 'Saved').waitFor()
    expect(await words(a)).toBe(await words(b))
  })

  it('[COEDUI-2] is not called saved while the server is silent', async () => {
    const jobId = await aText()
    const page = await aPageOfItsOwn(employer.owner)
    let isSilent = false
    await page.context().routeWebSocket(/\/coedit\//, (socket) => {
      const line = socket.connectToServer()
      line.onMessage((message) => {
        // The frames that say how much is stored.
        if (!isSilent || typeof message === 'string' || message[0] !== 4) socket.send(message)
      })
    })
    await page.goto(`${server.url}/postings/${jobId}`)
    await write(page, 'One.')
    await badge(page, 'Saved').waitFor()
    isSilent = true
    await write(page, ' Two.')
    await badge(page, 'Saving…').waitFor()
    const other = await openText(employer.owner, jobId)
    await reads(other, 'One. Two.')
    expect(await badge(page, 'Saved').count()).toBe(0)
    isSilent = false
    await write(page, ' Three.')
    await badge(page, 'Saved').waitFor()
  })

  it('[COEDUI-4] signing out forgets what this browser kept', async () => {
    const jobId = await aText()
    const page = await openText(await aMember(employer, 'recruiter'), jobId)
    await write(page, 'Kept.')
    await badge(page, 'Saved').waitFor()
    const kept = () =>
      page.evaluate("indexedDB.databases().then((all) => all.filter(({ name }) => name.includes('posting:')).length)")
    expect(await kept()).toBe(1)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await eventually(async () => (await kept()) === 0)
  })
})

describe('reading along', () => {
  it('[COEDUI-6] a viewer cannot type, sees what is typed, and shows a caret', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(employer.viewer, jobId)])
    await write(a, 'Only the owner writes.')
    await reads(b, 'Only the owner writes.')
    await text(b).click()
    await b.keyboard.type('No.')
    await b.keyboard.press('Backspace')
    await b.keyboard.press('Control+b')
    await caretOf(a, 'A viewer').waitFor({ state: 'attached' })
    await write(a, ' Still.')
    await reads(b, 'Only the owner writes. Still.')
    expect(await words(a)).toBe('Only the owner writes. Still.')
    expect(await words(b)).toBe(await words(a))
    expect(await b.getByRole('toolbar').count()).toBe(0)
    expect(await text(b).getAttribute('aria-readonly')).toBe('true')
    await badge(b, 'Live').waitFor()
  })
})
