import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { aConsultant } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, violationsOn } from './chromium.ts'
import { sharedChromium } from './shared.ts'

let server: TestServer
let browser: Browser
/** Longer than it ever takes; every wait ends as soon as its state is there. */
const bound = 30_000

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
})

describe('notifications', () => {
  it('[CHATUI-25] mail about unread messages is chosen at once, in every tab, and taken back by undo or a refusal', async () => {
    const person = await aConsultant(server)
    const one = await aPage(browser, person)
    await one.goto(server.url)
    await one.getByRole('button', { name: /account of/ }).click()
    await one.getByRole('menuitem', { name: 'Notifications' }).click()
    const mails = (page: Page) => page.getByRole('switch', { name: 'Mail me about messages that I have not read' })
    const wait = (page: Page) => page.getByRole('combobox', { name: 'After' })
    await mails(one).waitFor()
    const two = await one.context().newPage()
    await two.goto(`${server.url}/notifications`)
    await wait(two).waitFor()
    const stored = async () => (await person.get('/api/me/preferences/chat')).body
    await wait(two).selectOption({ label: '1 hour' })
    await eventually(async () => (await wait(one).inputValue()) === '60', bound)
    await eventually(async () => (await stored())['afterMinutes'] === 60, bound)
    await two.getByText('You get a mail when a message waits unread for 1 hour.').waitFor()
    await two.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => (await wait(one).inputValue()) === '15', bound)
    await eventually(async () => (await stored())['afterMinutes'] === 15, bound)

    // The server itself refuses: no such field is known to it.
    await one.route('**/api/me/preferences/chat', (route) =>
      route.request().method() === 'PATCH' ? route.continue({ postData: '{"paper":true}' }) : route.continue(),
    )
    await mails(one).click({ force: true })
    await one.getByText('This was not saved').waitFor()
    for (const page of [one, two]) await eventually(() => mails(page).isChecked(), bound)
    expect(await stored()).toEqual({ mail: true, afterMinutes: 15 })
    await one.unroute('**/api/me/preferences/chat')
    await one.getByRole('button', { name: 'Try again' }).click()
    await eventually(async () => (await stored())['mail'] === false, bound)
    await eventually(async () => !(await mails(two).isChecked()), bound)
    expect(await wait(two).isDisabled()).toBe(true)
    expect(await violationsOn(one)).toEqual([])
  })
})
