import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting } from '../builders.ts'
import { aChatter, aKey } from '../realtime/chatters.ts'
import { closeSockets } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { wrongInBothLooks } from './chromium.ts'
import { aTalkWith, field, goes, loadsTalk, message, opens, opensTalk, patience, says, shown, stored } from './talks.ts'

let server: TestServer
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server, { companyName: 'Bluefin Bakery' })
})
afterAll(closeSockets)

const aTalk = () => aTalkWith(employer)

describe('two people who talk', () => {
  it('[CHATUI-11] each sees the other write, send, edit, react and delete, and how far it came', async () => {
    const talk = await aTalk()
    const [mine, theirs] = [await opensTalk(employer.owner, talk), await opensTalk(talk.consultant, talk)]
    // Nobody keeps such news for a page that was not there yet, so somebody goes on writing.
    await eventually(async () => {
      await field(mine).pressSequentially('Good ')
      return theirs.getByText('is writing…').isVisible()
    }, 60_000)
    await field(mine).fill('Good morning')
    await field(mine).press('Enter')
    await message(theirs, 'Good morning').waitFor(patience)
    expect(await mine.locator('[data-message]').count()).toBe(1)

    await theirs.bringToFront()
    await mine.getByText(/^Read by Noor/).waitFor(patience)
    await says(theirs, 'Hello! https://example.org/guide')
    await message(mine, 'Hello!').waitFor(patience)
    const link = message(mine, 'Hello!').getByRole('link')
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      'https://example.org/guide',
      'noopener noreferrer nofollow',
    ])
    await message(mine, 'Hello!').hover()
    await message(mine, 'Hello!').getByRole('button', { name: 'React with heart' }).click()
    await theirs.getByRole('button', { name: /^heart, 1/ }).waitFor(patience)

    await field(mine).press('ArrowUp')
    await field(mine).fill('Good morning to you')
    await field(mine).press('Enter')
    await message(theirs, 'Good morning to you').getByText('(edited)').waitFor(patience)
    await message(mine, 'Good morning to you').focus()
    await mine.keyboard.press('Delete')
    await theirs.getByText('This message was deleted.').waitFor(patience)
    expect(await shown(theirs)).toEqual(['Hello! https://example.org/guide'])
  })

  it('[CHATUI-12] a thread stands beside the conversation, and its replies in it', async () => {
    const talk = await aTalk()
    await talk.noor.send('Shall we talk about the wording?')
    const mine = await opensTalk(employer.owner, talk)
    const thread = mine.getByRole('complementary', { name: 'Thread' })
    // A key does nothing before the page knows that its reader may write.
    await eventually(async () => {
      await message(mine, 'the wording').focus()
      await mine.keyboard.press('r')
      return thread.isVisible()
    })
    // Whoever answers writes at once: on the message these letters would edit, copy and delete.
    await thread.locator('textarea:focus').waitFor(patience)
    await mine.keyboard.type('Gladly, today?')
    await mine.keyboard.press('Enter')
    await thread.getByText('1 reply').waitFor(patience)
    await eventually(() => talk.noor.pushed.some(({ replyTo, body }) => replyTo && body === 'Gladly, today?'))
    await mine.keyboard.press('Escape')
    await thread.waitFor({ ...patience, state: 'detached' })
    await mine.locator('[data-message]:focus', { hasText: 'the wording' }).waitFor(patience)
    await mine.getByRole('button', { name: '1 reply' }).waitFor(patience)
  })

  it('[CHATUI-13] a posting is shown by the title that the reader may see; a name is marked', async () => {
    const talk = await aTalk()
    const posting = await aPublishedPosting(employer, { title: 'Pastry chef, early shift' })
    await talk.noor.send(`Please look at ${server.url}/postings/${posting.id}`)
    const mine = await opensTalk(employer.owner, talk)
    await mine.getByRole('link', { name: 'Pastry chef, early shift' }).waitFor(patience)
    await mine.getByText('Noor: Please look at a posting').waitFor(patience)
    await field(mine).pressSequentially('Thanks @noo')
    await mine.getByRole('option', { name: /Noor Haddad/ }).waitFor(patience)
    await field(mine).press('Enter')
    await field(mine).press('Enter')
    await mine.locator('[class*="mention"]', { hasText: '@Noor Haddad' }).waitFor(patience)
  })

  it('[CHATUI-24] a posting is linked to by its title and a candidate by the code name, by keys or by a button', async () => {
    const talk = await aTalk()
    const posting = await aPublishedPosting(employer, { title: 'Confectioner, night shift' })
    const applicant = await anApplication(employer, posting)
    const { code } = (await employer.owner.get<{ code: string }>(`${employer.api}/candidates/${applicant.candidateId}`))
      .body
    const [theirs, mine] = [await opensTalk(talk.consultant, talk), await opensTalk(employer.owner, talk)]
    await field(theirs).pressSequentially('For #night conf')
    await theirs.getByRole('option', { name: /Confectioner, night shift/ }).waitFor(patience)
    await field(theirs).press('Enter')
    await theirs.getByRole('button', { name: 'Link a posting or a candidate' }).click()
    await field(theirs).pressSequentially(code.split(' ')[0] ?? '')
    const offered = theirs.getByRole('listbox', { name: 'Postings and candidates' })
    await offered.getByRole('option', { name: code }).waitFor(patience)
    expect(await offered.textContent()).not.toContain(applicant.name)
    await offered.getByRole('option', { name: code }).click()
    const place = `${server.url}/pipeline/${posting.id}?candidate=${applicant.candidateId}`
    await eventually(async () => (await field(theirs).inputValue()).endsWith(`${place} `))
    expect(await field(theirs).inputValue()).toBe(`For ${server.url}/postings/${posting.id} ${place} `)
    await field(theirs).press('Enter')
    await mine.getByRole('link', { name: 'Confectioner, night shift' }).waitFor(patience)
    await mine.getByRole('link', { name: code }).waitFor(patience)
  })

  it('[CHATUI-14] what was said long ago is found, and shown where it was said', async () => {
    const talk = await aTalk()
    await talk.noor.send('The résumé of the heron')
    for (let n = 1; n <= 130; n++) await talk.noor.send(`Later thought ${n}`)
    const mine = await loadsTalk(employer.owner, talk)
    await mine.getByRole('button', { name: 'Search this conversation' }).click()
    await mine.getByRole('textbox', { name: 'Words to find' }).fill('resume')
    await mine.getByRole('button', { name: /résumé of the heron/ }).click()
    await message(mine, 'The résumé of the heron').waitFor(patience)
  })

  it('[CHATUI-15] a file is sent with progress, refused with a sentence, and opened by the other', async () => {
    const talk = await aTalk()
    const [mine, theirs] = [await opensTalk(employer.owner, talk), await opensTalk(talk.consultant, talk)]
    const picker = mine.locator('input[type="file"]')
    await picker.setInputFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) })
    await mine.getByText('“empty.txt” is empty.').waitFor(patience)
    await mine.getByRole('button', { name: 'Leave empty.txt out' }).click()
    await picker.setInputFiles({ name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') })
    // Which of those that were chosen it is about.
    await mine.getByText('“setup.exe”: This is none of the files').waitFor(patience)
    await mine.getByRole('button', { name: 'Leave setup.exe out' }).click()
    await picker.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Three remarks.') })
    await mine.getByRole('button', { name: 'Remove notes.txt' }).waitFor(patience)
    await says(mine, 'My notes')
    const link = message(theirs, 'My notes').getByRole('link', { name: /notes\.txt/ })
    await link.waitFor(patience)
    const [download] = await Promise.all([theirs.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('notes.txt')
  })
})

describe('several tabs', () => {
  it('[CHATUI-19] two tabs of one person write in turn, each message once and in both', async () => {
    const talk = await aTalk()
    const one = await opensTalk(employer.owner, talk)
    const two = await goes(await one.context().newPage(), `/messages/${talk.conversationId}`)
    await field(two).waitFor(patience)
    const texts = ['a from one', 'b from two', 'c from one', 'd from two']
    for (const [index, text] of texts.entries()) {
      await says(index % 2 === 0 ? one : two, text)
      await eventually(async () => (await stored(talk)).length === index + 1)
    }
    for (const page of [one, two]) {
      await eventually(async () => JSON.stringify(await shown(page)) === JSON.stringify(texts))
    }
    expect(await stored(talk)).toEqual(texts)
    // The leading tab goes; the other takes over.
    await one.close()
    await says(two, 'e from two')
    await eventually(async () => (await stored(talk)).length === 5)
  })

  it('[CHATUI-20] unread messages are counted in the rail and the title of every tab, and gone once read', async () => {
    const talk = await aTalk()
    const reader = talk.consultant
    const owner = await aChatter(employer.owner, talk.conversationId)
    const home = await opens(reader, '/')
    const badge = (page: Page) =>
      page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Messages/ })
    await badge(home).waitFor(patience)
    await owner.send('one')
    await owner.send('two')
    const { message: slip } = await owner.send('three')
    await eventually(async () => /3 unread/.test((await badge(home).textContent()) ?? ''))
    await owner.ask('chat:delete', { clientMessageId: aKey(), messageId: slip.id })
    await eventually(async () => /2 unread/.test((await badge(home).textContent()) ?? ''))
    await eventually(async () => (await home.title()).startsWith('(2) '))
    const other = await goes(await home.context().newPage(), `/messages/${talk.conversationId}`)
    await message(other, 'two').waitFor(patience)
    await other.getByText('New', { exact: true }).waitFor(patience)
    for (const page of [home, other]) {
      await eventually(async () => !/unread/.test((await badge(page).textContent()) ?? ''))
      await eventually(async () => !(await page.title()).startsWith('('))
    }
    // Who opens it from the list comes to write, and need not look for the field.
    await badge(home).press('Enter')
    await home.getByRole('main').locator(`a[href="/messages/${talk.conversationId}"]`).press('Enter')
    await eventually(() => field(home).evaluate((input) => input === document.activeElement || null))
  })
})

describe('a long conversation', () => {
  it('[CHATUI-21] what one reads stays where it is while older messages come above and newer below', async () => {
    const talk = await aTalk()
    for (let n = 1; n <= 150; n++) await talk.noor.send(`Thought ${n}. ${'It goes on and on. '.repeat((n * 7) % 9)}`)
    const mine = await loadsTalk(employer.owner, talk)
    await message(mine, 'Thought 150.').waitFor(patience)
    const scroller = mine.locator('[class*="scroller"]').first()
    // Older messages are held back until it is known what one was reading.
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await mine.route(/before=/, async (route) => {
      await released
      await route.continue()
    })
    const older = mine.waitForResponse((answer) => answer.url().includes('before='), patience)
    await scroller.hover()
    // By the wheel, as a reader does, until older ones are asked for.
    const asked = { done: false }
    void mine
      .waitForRequest((request) => request.url().includes('before='), patience)
      .then(() => {
        asked.done = true
      })
    await eventually(async () => {
      if (!asked.done) await mine.mouse.wheel(0, -400)
      return asked.done
    })
    const firstVisible = () =>
      mine.evaluate(() => {
        const box = document.querySelector('[class*="scroller"]')?.getBoundingClientRect()
        const found = [...document.querySelectorAll('[data-message]')].find(
          (one) => one.getBoundingClientRect().top >= (box?.top ?? 0) + 40,
        )
        return found ? { seq: found.getAttribute('data-seq'), top: found.getBoundingClientRect().top } : null
      })
    const topOf = (seq: string) =>
      mine.evaluate((n) => document.querySelector(`[data-seq="${n}"]`)?.getBoundingClientRect().top ?? null, seq)
    // Once the wheel has run out.
    const before = await eventually(async () => {
      const seen = await firstVisible()
      await mine.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
      return seen && (await topOf(seen.seq ?? '')) === seen.top ? seen : null
    })
    const moved = async () => Math.abs(((await topOf(before.seq ?? '')) ?? Number.POSITIVE_INFINITY) - before.top)
    const heightBefore = await scroller.evaluate((box) => box.scrollHeight)
    release()
    await older
    await eventually(async () => (await scroller.evaluate((box) => box.scrollHeight)) > heightBefore)
    expect(await moved()).toBeLessThan(3)
    await talk.noor.send('Something newer')
    await mine.getByRole('button', { name: /new$/ }).waitFor(patience)
    expect(await moved()).toBeLessThan(3)
    await mine.getByRole('button', { name: /new$/ }).click()
    await message(mine, 'Something newer').waitFor(patience)
  })
})

describe('for everybody', () => {
  it('[CHATUI-22] an ended engagement can be read, and says that nothing can be added', async () => {
    const talk = await aTalk()
    await talk.noor.send('It was a pleasure')
    const mine = await opensTalk(employer.owner, talk)
    await message(mine, 'a pleasure').waitFor(patience)
    const { body } = await employer.owner.get<{ items: { id: string; conversationId: string | null }[] }>(
      `${employer.api}/engagements`,
    )
    const engagement = body.items.find(({ conversationId }) => conversationId === talk.conversationId)
    await employer.owner.post(`${employer.api}/engagements/${engagement?.id}/end`, {})
    await mine.getByText('The engagement has ended.').waitFor(patience)
    expect(await field(mine).count()).toBe(0)
  })

  it('[CHATUI-23] axe finds nothing and nothing scrolls sideways, light and dark, wide and on a phone', async () => {
    const talk = await aTalk()
    const root = (await talk.noor.send('A first word, then')).message.id
    const owner = await aChatter(employer.owner, talk.conversationId)
    await owner.send(`and a veryveryverylong${'word'.repeat(60)}`)
    const page = await opens(employer.owner, '/messages')
    const open = `/messages/${talk.conversationId}`
    for (const path of ['/messages', open, `${open}?thread=${root}`, `${open}?find`]) {
      const wrong = await wrongInBothLooks(page, async () => {
        await goes(page, path)
        await page.waitForFunction(() => document.querySelector('[aria-label^="Loading"]') === null)
        if (path === open) await message(page, 'A first word').focus()
      })
      expect({ path, wrong }).toEqual({ path, wrong: [] })
    }
  })
})
