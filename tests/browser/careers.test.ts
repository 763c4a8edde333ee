import type { Browser, Page, Response } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  type APosting,
  anAddress,
  anApplication,
  anEmployer,
  anInterview,
  aPublishedPosting,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext, aPage, wrongInBothLooks } from './chromium.ts'
import { sharedChromium } from './shared.ts'

const description = `<p>We build the software that balances <strong>wind farms</strong> with the grid.</p>
  <h3>What you will do</h3><ul><li>Design the control room.</li><li>Sit with operators.</li></ul>
  <table><tbody><tr><th>First week</th><td>You shadow an operator</td></tr></tbody></table>`
const facts = { title: 'Product designer', description, location: 'Hamburg', employmentType: 'full_time' }
const salary = { min: 62_000, max: 74_000, currency: 'EUR' }

let server: TestServer
let browser: Browser
let employer: AnEmployer
let job: APosting

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server, { companyName: 'Northwind Energy' })
  job = await aPublishedPosting(employer, { ...facts, salary })
})

/** A visitor of their own, without JavaScript, for whom every file is new. */
async function visiting<T>(visit: (page: Page) => Promise<T>): Promise<T> {
  const context = await aContext(browser, null, { javaScriptEnabled: false })
  try {
    return await visit(await context.newPage())
  } finally {
    await context.close()
  }
}

const formOf = ({ id }: APosting) => `${server.url}/careers/${employer.slug}/jobs/${id}/apply`
const focused = (page: Page) => page.locator('input:focus, textarea:focus').getAttribute('name')

describe('applying without JavaScript', () => {
  it('[CAR-19] goes from the list to the thank-you page, the portal and back out', async () => {
    await visiting(async (page) => {
      await page.goto(`${server.url}/careers/${employer.slug}`)
      await page.getByRole('link', { name: 'Product designer' }).click()
      expect(await page.getByText('€62,000 – €74,000 a year').count()).toBe(1)
      await page.getByRole('link', { name: 'Apply for this job' }).click()
      await page.getByLabel('Your name').fill('Ada Lovelace')
      await page.getByLabel('E-mail address').fill(anAddress())
      await page.getByLabel('Your résumé').fill('I designed ticket machines.')
      await page.getByRole('button', { name: 'Send application' }).click()
      await page.getByRole('heading', { name: 'Thank you. Your application arrived.' }).waitFor()
      await page.getByRole('link', { name: 'See where it stands' }).click()
      await page.getByRole('heading', { level: 1, name: 'Your application arrived.' }).waitFor()
      await page.getByRole('link', { name: 'Withdraw application' }).click()
      await page.getByText('you can apply again on this page').waitFor()
      await page.getByRole('button', { name: 'Withdraw application' }).click()
      await page.getByRole('heading', { level: 1, name: 'You withdrew this application.' }).waitFor()
      expect(await page.getByRole('link', { name: 'Withdraw application' }).count()).toBe(0)
      // They change their mind.
      await page.getByRole('button', { name: 'Apply again' }).click()
      await page.getByRole('heading', { level: 1, name: 'Your application arrived.' }).waitFor()
    })
  })

  it('[CAR-13] shows each mistake, keeps what was typed and puts the focus on the first wrong field', async () => {
    await visiting(async (page) => {
      await page.goto(formOf(job))
      await page.getByLabel('Your name').fill('Ada')
      await page.getByLabel('E-mail address').fill('ada(at)example')
      await page.getByLabel('Your résumé').fill('First line\nsecond line')
      await page.getByRole('button', { name: 'Send application' }).click()
      await page.getByRole('alert').waitFor()
      expect(await page.title()).toMatch(/^Error: /)
      expect(await focused(page)).toBe('email')
      expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
      expect(await page.getByLabel('Your résumé').inputValue()).toBe('First line\nsecond line')
      await page.getByLabel('E-mail address').fill(anAddress())
      await page.getByRole('button', { name: 'Send application' }).click()
      await page.getByRole('heading', { name: 'Thank you. Your application arrived.' }).waitFor()
    })
  })

  it('[CAR-12] a form sent twice is one application', async () => {
    const once = await aPublishedPosting(employer)
    await visiting(async (page) => {
      await page.goto(formOf(once))
      await page.getByLabel('Your name').fill('Ada Lovelace')
      await page.getByLabel('E-mail address').fill(anAddress())
      await page.getByRole('button', { name: 'Send application' }).dblclick()
      await page.getByRole('heading', { name: 'Thank you. Your application arrived.' }).waitFor()
      // Going back restores what was typed; the form may have a new key then, and the address is recognised instead.
      await page.goBack()
      await page.getByRole('button', { name: 'Send application' }).click()
      const told = page.getByRole('alert').or(page.getByRole('heading', { name: 'Thank you' }))
      expect(await told.textContent()).toMatch(/There is an application from this address already|Thank you/)
    })
    const stored = await employer.owner.get<{ items: unknown[] }>(`${employer.api}/applications?jobId=${once.id}`)
    expect(stored.body.items).toHaveLength(1)
  })
})

let hours = 0
/** In three days or later, at a time of its own. */
const inThreeDays = () => new Date((Math.ceil(Date.now() / 3600_000) + 72 + 2 * hours++) * 3600_000).toISOString()

describe('an interview, by the link of the portal', () => {
  it('[INT-37] is confirmed, moved to a time that suits all, and declined without JavaScript; the company sees each', async () => {
    const { portalUrl, candidateId } = await anApplication(employer, job)
    const id = await anInterview(employer, candidateId, { interviewTime: inThreeDays(), location: 'Pier 4' })
    type Seen = { state: string; startsAt: string; reason: string | null }
    const seen = async () => (await employer.owner.get<Seen>(`${employer.api}/interviews/${id}`)).body
    const before = await seen()
    await visiting(async (page) => {
      await page.goto(portalUrl)
      await page.getByText('Pier 4').waitFor()
      await page.getByRole('button', { name: 'I will come' }).click()
      await page.getByText('You said that you come.').waitFor()
      expect((await seen()).state).toBe('confirmed')
      await page.getByRole('link', { name: 'Choose another time' }).click()
      const time = page.getByRole('radio').first()
      const value = await time.getAttribute('value')
      await time.check()
      await page.getByLabel('Why do you move it?').fill('The ferry does not run')
      await page.getByRole('button', { name: 'Move the interview' }).click()
      await page.getByText('The reason: The ferry does not run').waitFor()
      expect(await seen()).toMatchObject({ state: 'confirmed', startsAt: value, reason: 'The ferry does not run' })
      expect(value).not.toBe(before.startsAt)
      await page.getByRole('link', { name: 'I cannot come' }).click()
      await page.getByRole('button', { name: 'Decline' }).click()
      await page.getByText('You declined this interview').waitFor()
      expect((await seen()).state).toBe('declined')
    })
  })
})

/** Every page a candidate can come to, with what it takes to be there. */
async function pages(): Promise<{ name: string; open: (page: Page) => Promise<unknown> }[]> {
  const { portalUrl, candidateId } = await anApplication(employer, job)
  const id = await anInterview(employer, candidateId, { interviewTime: inThreeDays() })
  const { search } = new URL(portalUrl)
  const careers = `/careers/${employer.slug}`
  const nobody = await anEmployer(server)
  const at = (name: string, path: string) => ({ name, open: (page: Page) => page.goto(server.url + path) })
  return [
    at('list', careers),
    at('empty list', `/careers/${nobody.slug}`),
    at('posting', `${careers}/jobs/${job.id}`),
    at('form', `${careers}/jobs/${job.id}/apply`),
    {
      name: 'form with mistakes',
      open: async (page) => {
        await page.goto(formOf(job))
        await page.getByRole('button', { name: 'Send application' }).click()
        await page.getByRole('alert').waitFor()
      },
    },
    at('thanks', `/portal/thanks${search}`),
    at('portal with an interview', `/portal${search}`),
    at('moving an interview', `/portal/interview${search}&interview=${id}&action=move`),
    at('declining an interview', `/portal/interview${search}&interview=${id}&action=decline`),
    at('withdraw', `/portal/withdraw${search}`),
    at('portal without a link', '/portal'),
    at('closed job', `${careers}/jobs/gone`),
  ]
}

describe('every page for candidates', () => {
  it('[CAR-20] has no violation that axe can find and no sideways scrolling, light and dark, wide and at 200 %', async () => {
    // The narrowest that WCAG asks for: a window of 640 px at 200 %, and smaller than any phone.
    const narrow = 320
    const page = await aPage(browser, null)
    for (const { name, open } of await pages()) {
      const wrong = await wrongInBothLooks(page, () => open(page), narrow)
      expect({ name, wrong }).toEqual({ name, wrong: [] })
    }
  })

  it('[CAR-21] weighs less than 60 KB with all it loads, and keeps to its own security policy', async () => {
    await visiting(async (page) => {
      // Every file is new for every page.
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
      let sizes: Promise<number>[] = []
      const complaints: string[] = []
      // The icon may still be on its way when the page goes; it is a few hundred bytes.
      const sizeOf = (answer: Response) =>
        answer.body().then(
          ({ length }) => length,
          () => 0,
        )
      page.on('response', (answer) => sizes.push(sizeOf(answer)))
      page.on('console', (message) => complaints.push(message.text()))
      for (const { name, open } of await pages()) {
        sizes = []
        await open(page)
        const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
        expect(bytes, name).toBeLessThan(60_000)
      }
      expect(complaints.filter((text) => /security policy/i.test(text))).toEqual([])
    })
  })
})
