import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type AnEmployer, anEmployer, expectStatus } from '../builders.ts'
import { closeSockets } from '../realtime/follower.ts'
import { eventually, startServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aTalkWith, field, goes, message, opensTalk, patience, says, shown, stored } from './talks.ts'

let employer: AnEmployer
beforeAll(async () => {
  employer = await anEmployer(await sharedServer(), { companyName: 'Bluefin Bakery' })
})
afterAll(closeSockets)

const aTalk = (by = employer) => aTalkWith(by)

/** How many files wait in this browser. Runs in the page. */
async function filesKept(): Promise<number> {
  const name = 'clearview-chat-files'
  if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('files').objectStore('files').count()
      counting.onerror = () => reject(counting.error)
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}

/** Keeps the browser's database busy for as long as the page lives: whatever it is asked for waits. Runs in the page. */
async function keepsDatabaseBusy(): Promise<void> {
  const opening = indexedDB.open('clearview-chat')
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve
    opening.onerror = () => reject(opening.error)
  })
  const store = opening.result.transaction('outgoing', 'readwrite').objectStore('outgoing')
  const again = () => {
    store.count().onsuccess = again
  }
  again()
}

describe('a connection that breaks', () => {
  it('[CHATUI-26] a reload in the middle of an upload loses nothing and stores the file once', async () => {
    const talk = await aTalk()
    const mine = await opensTalk(employer.owner, talk)
    const stored: { id: string }[] = []
    const keys: (string | undefined)[] = []
    let isReloaded = false
    // The server has the file, and the page is gone before it hears of it.
    await mine.route(/\/attachments\?/, async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // A connection kept open from before may be closed just now: that is this proxy's affair, not the page's.
      const response = await route.fetch({ maxRetries: 2 })
      stored.push(await response.json())
      if (isReloaded) await route.fulfill({ response })
    })
    const picker = mine.locator('input[type="file"]')
    await picker.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Three remarks.') })
    await field(mine).fill('My notes')
    await eventually(() => stored.length === 1)
    await mine.getByRole('button', { name: 'Cancel notes.txt' }).waitFor(patience)
    await eventually(() => mine.evaluate(filesKept))
    isReloaded = true
    await mine.reload()
    await eventually(() => stored.length === 2)
    expect([keys[1], stored[1]]).toEqual([keys[0], stored[0]])
    await mine.getByRole('button', { name: 'Remove notes.txt' }).waitFor(patience)
    expect(await field(mine).inputValue()).toBe('My notes')
    await field(mine).press('Enter')
    await message(mine, 'My notes')
      .getByRole('link', { name: /notes\.txt/ })
      .waitFor(patience)
    await eventually(async () => (await mine.evaluate(filesKept)) === 0)
  })

  it('[CHATUI-26] a discarded file does not come back, and signing out leaves none behind', async () => {
    const talk = await aTalk()
    const mine = await opensTalk(talk.consultant, talk)
    await mine.route(/\/attachments\?/, () => undefined)
    const picker = mine.locator('input[type="file"]')
    for (const name of ['one.txt', 'two.txt']) {
      await picker.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('Remarks.') })
    }
    await eventually(async () => (await mine.evaluate(filesKept)) === 2)
    await mine.getByRole('button', { name: 'Cancel one.txt' }).click()
    await eventually(async () => (await mine.evaluate(filesKept)) === 1)
    await mine.reload()
    await mine.getByRole('button', { name: 'Cancel two.txt' }).waitFor(patience)
    expect(await mine.getByRole('button', { name: 'Cancel one.txt' }).count()).toBe(0)
    await mine.getByRole('button', { name: /account of/ }).click()
    await mine.getByRole('menuitem', { name: 'Sign out' }).click()
    await mine.getByRole('heading', { name: 'Sign in' }).waitFor(patience)
    await eventually(async () => (await mine.evaluate(filesKept)) === 0)
  })

  it('[CHATUI-16] nothing is lost and nothing doubled over a cut; what waits says so', async () => {
    const talk = await aTalk()
    const engagement = `${employer.api}/engagements/${talk.conversationId}`
    expectStatus(await employer.owner.patch(engagement, { purpose: 'Fair words' }), 200)
    const mine = await opensTalk(employer.owner, talk)
    await mine.getByText('· Fair words').waitFor(patience)
    await says(mine, 'before')
    await mine.getByText('Sent', { exact: true }).waitFor(patience)
    await mine.context().setOffline(true)
    await mine.locator('[data-connection="down"]').waitFor(patience)
    // Who is here is not known now, and nothing is left of it.
    await mine.locator('header').getByText('Fair words', { exact: true }).waitFor(patience)
    for (const text of ['cut one', 'cut two', 'cut three']) await says(mine, text)
    await mine.getByText('Waiting for the connection – it will be sent').first().waitFor(patience)
    await talk.noor.send('said meanwhile')
    await mine.context().setOffline(false)
    const expected = ['before', 'said meanwhile', 'cut one', 'cut two', 'cut three']
    await eventually(async () => (await stored(talk)).length === expected.length)
    expect(await stored(talk)).toEqual(expected)
    await eventually(async () => JSON.stringify(await shown(mine)) === JSON.stringify(expected))
  })

  it('[CHATUI-17] a reload while sending, and a server that is killed meanwhile, send each message once', async () => {
    let mortal = await startServer()
    onTestFinished(async () => void (await mortal.stop()))
    const their = await anEmployer(mortal)
    const talk = await aTalk(their)
    const mine = await opensTalk(their.owner, talk)
    const port = Number(new URL(mortal.url).port)
    const { dataDir } = mortal
    const texts = Array.from({ length: 12 }, (_, index) => `thought ${index + 1}`)
    for (const text of texts.slice(0, 6)) await says(mine, text)
    await mine.reload()
    await field(mine).waitFor(patience)
    for (const text of texts.slice(6, 9)) await says(mine, text)
    await mortal.kill()
    for (const text of texts.slice(9)) await says(mine, text)
    mortal = await startServer({ dataDir, port })
    await eventually(async () => {
      expect(await stored(talk)).toEqual(texts)
      return true
    }, 45_000)
    await eventually(async () => JSON.stringify(await shown(mine)) === JSON.stringify(texts))
  })

  it('[CHATUI-17] a reload before the browser has written down what was said loses none of it', async () => {
    const talk = await aTalk()
    const mine = await opensTalk(employer.owner, talk)
    await mine.evaluate(keepsDatabaseBusy)
    const texts = ['first thought', 'second thought']
    for (const text of texts) await says(mine, text)
    await message(mine, texts[1] ?? '').waitFor(patience)
    expect(await stored(talk)).toEqual([])
    await mine.reload()
    await eventually(async () => JSON.stringify(await stored(talk)) === JSON.stringify(texts))
    await eventually(async () => JSON.stringify(await shown(mine)) === JSON.stringify(texts))
    expect(await field(mine).inputValue()).toBe('')
  })

  it('[CHATUI-18] what was written down in a closed tab is sent by the next one', async () => {
    const talk = await aTalk()
    const mine = await opensTalk(employer.owner, talk)
    const context = mine.context()
    await context.setOffline(true)
    await mine.locator('[data-connection="down"]').waitFor(patience)
    await says(mine, 'kept')
    await mine.getByText('Waiting for the connection').waitFor(patience)
    await mine.close()
    await context.setOffline(false)
    await goes(await context.newPage(), '/')
    await eventually(async () => (await stored(talk)).length === 1)
    expect(await stored(talk)).toEqual(['kept'])
  })
})
