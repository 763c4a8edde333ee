import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aMember, aPosting, type Caller } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext, aPage, violationsOn, wrongInBothLooks } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let recruiter: Caller
let interviewer: Caller
beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter, ada: interviewer } = employer)
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Description' })
const caretOf = (page: Page, name: string) => page.locator(`.cv-caret[data-name="${name}"]`)
const badge = (page: Page, words: string) => page.locator('[data-saving]', { hasText: words })
const words = async (page: Page) => (await text(page).innerText()).replace(/\s+/g, ' ').trim()
const reads = (page: Page, content: string) => eventually(async () => (await words(page)).includes(content))

const openText = async (person: Caller, jobId: string): Promise<Page> => shows(await aPage(browser, person), jobId)

async function shows(page: Page, jobId: string): Promise<Page> {
  await visit(page, `${server.url}/postings/${jobId}`)
  await text(page).waitFor()
  return page
}
/** What happens to its sockets stays with a context. */
async function aPageOfItsOwn(person: Caller): Promise<Page> {
  const context = await aContext(browser, person)
  onTestFinished(() => context.close())
  return context.newPage()
}

/** Clicks into the text and writes at its end. */
async function write(page: Page, content: string): Promise<void> {
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(content)
}

/** The posting whose text is written; of each test its own. */
const aText = async () => (await aPosting(employer, { description: '' })).id

describe('inclusive language', () => {
  it('[LANG-19] findings are underlined on every screen; dismissed by one, they are gone for all; an offered word is put in', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'You are our rockstar and a native speaker, too.')
    const finds = (page: Page, expected: string) =>
      eventually(async () => (await page.locator('.cv-finding').allInnerTexts()).sort().join(', ') === expected, 20_000)
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
  it('[COEDUI-1] two people type at once, read every word, and see each other’s caret', async () => {
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
    await a.getByRole('list', { name: 'Here now' }).getByText('A recruiter').waitFor()
  })

  it('[COEDUI-7] undo takes back one’s own words and leaves the other’s', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'Mine.')
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

/** Selects so many letters from the beginning of the text. */
async function selectFirst(page: Page, letters: number): Promise<void> {
  await text(page).click()
  await page.keyboard.press('Control+Home')
  await eventually(async () => {
    const chosen = await page.evaluate(() => String(window.getSelection()).length)
    if (chosen < letters) await page.keyboard.press('Shift+ArrowRight')
    return chosen === letters
  })
}

describe('remarks beside the text', () => {
  it('[COEDUI-10] a comment is pinned to words, moves with them, and is answered and settled live', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(interviewer, jobId)])
    await write(a, 'Stars shine above us.')
    await reads(b, 'Stars shine above us.')
    await selectFirst(b, 5)
    await b.getByRole('button', { name: 'Comment', exact: true }).click()
    const compose = b.getByRole('form', { name: 'New comment' })
    await compose.getByLabel('Comment').fill('Only at night?')
    await compose.getByRole('button', { name: 'Comment' }).click()

    const marked = (page: Page) => text(page).locator('.cv-remark-comment')
    await marked(a).waitFor()
    await text(a).click()
    await a.keyboard.press('Control+Home')
    await a.keyboard.type('All the ')
    await reads(b, 'All the Stars shine above us.')
    for (const page of [a, b]) expect(await marked(page).innerText()).toBe('Stars')

    await marked(a).click()
    const comment = a.getByRole('article', { name: 'Comment by A interviewer' })
    await comment.getByRole('button', { name: 'Reply' }).click()
    await comment.getByRole('textbox', { name: 'Reply' }).fill('Always.')
    await a.keyboard.press('Control+Enter')
    await b.getByRole('list', { name: 'Replies' }).getByText('Always.').waitFor()
    await comment.getByRole('button', { name: 'Settle' }).click()
    await marked(b).waitFor({ state: 'detached' })
  })

  it('[COEDUI-11] a suggestion by somebody who may not write goes into the text when it is accepted', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(interviewer, jobId)])
    await write(a, 'Ninjas wanted.')
    await reads(b, 'Ninjas wanted.')
    await selectFirst(b, 6)
    await b.getByRole('button', { name: 'Suggest', exact: true }).click()
    const compose = b.getByRole('form', { name: 'Suggest a change' })
    await compose.getByLabel('Write').fill('Colleagues')
    await compose.getByRole('button', { name: 'Suggest' }).click()
    await b.getByRole('article', { name: 'Suggestion by You' }).waitFor()
    expect(await words(b)).toBe('Ninjas wanted.')

    await a.getByRole('button', { name: 'Comments' }).click()
    const suggestion = a.getByRole('article', { name: 'Suggestion by A interviewer' })
    expect(await suggestion.locator('del').innerText()).toBe('Ninjas')
    expect(await suggestion.locator('ins').innerText()).toBe('Colleagues')
    await suggestion.getByRole('button', { name: 'Accept' }).click()
    for (const page of [a, b]) await reads(page, 'Colleagues wanted.')
    await suggestion.waitFor({ state: 'detached' })
    await badge(a, 'Saved').waitFor()
  })
})

describe('versions of a text', () => {
  it('[COEDUI-12] one is named, compared with the text now, and restored while somebody else types', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'We bake bread.')
    await reads(b, 'We bake bread.')
    await badge(a, 'Saved').waitFor()
    await a.getByRole('button', { name: 'Versions' }).click()
    await a.getByLabel('Keep the text as it is now').fill('Before the change')
    await a.getByRole('button', { name: 'Keep' }).click()
    const version = a.getByRole('region', { name: 'Versions' }).getByRole('button', { name: /Before the change/ })
    await version.waitFor()

    await selectFirst(a, 14)
    await a.keyboard.type('We bake cake.')
    await reads(b, 'We bake cake.')
    await version.click()
    const dialog = a.getByRole('dialog', { name: 'Before the change' })
    await dialog.getByText('1 part changed').waitFor()
    expect(await dialog.locator('del').first().innerText()).toContain('bread')
    expect(await dialog.locator('ins').first().innerText()).toContain('cake')
    expect(await violationsOn(a)).toEqual([])

    await text(b).click()
    await b.keyboard.press('Control+End')
    await b.keyboard.press('Enter')
    const typing = b.keyboard.type('And somebody types on meanwhile.', { delay: 40 })
    await dialog.getByRole('button', { name: 'Restore this version' }).click()
    await typing
    for (const page of [a, b]) await reads(page, 'We bake bread.')
    await eventually(async () => (await words(a)) === (await words(b)))
    await a.getByRole('button', { name: 'Undo', exact: true }).last().click()
    for (const page of [a, b]) await reads(page, 'We bake cake.')
  })
})

describe('writing with the keyboard alone', () => {
  it('[COEDUI-8] the tools are one stop, and Escape and Tab leave a table', async () => {
    const jobId = await aText()
    const page = await openText(employer.owner, jobId)
    await text(page).focus()
    await page.keyboard.press('Alt+F10')
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(await focused()).toBe('Heading')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('Bold')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Description')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Bold')
    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('menuitem', { name: 'Insert a table' }).click()
    await text(page).locator('table').waitFor()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Description')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await focused()).not.toBe('Description')
  })

  it('[COEDUI-5] axe finds nothing wrong, light and dark, wide and narrow, while somebody else writes', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([aPage(browser, employer.owner), openText(recruiter, jobId)])
    const open = async () => {
      await shows(a, jobId)
      await write(b, 'Somebody is here.')
      await caretOf(a, 'A recruiter').waitFor({ state: 'attached' })
      await badge(a, 'Saved').waitFor()
    }
    expect(await wrongInBothLooks(a, open)).toEqual([])
  })
})
