import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SavedReport } from '#protocol/saved-reports'
import { openStore } from '../../server/store/mongo.ts'
import { upload } from '../api/import-files.ts'
import type { Items } from '../api/people.ts'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, isLive, wrongInBothLooks } from './chromium.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  await anApplication(employer, await aPublishedPosting(employer, { title: 'Gardener' }))
})

/** As if the hour had come. */
async function timePasses({ id }: SavedReport): Promise<void> {
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  try {
    const dueAt = new Date(Date.now() - 1000)
    const rows = store.db.collection<{ _id: string }>('saved_reports')
    await rows.updateOne({ _id: id }, { $set: { nextAt: dueAt, 'recipients.$[].nextAt': dueAt } })
  } finally {
    await store.close()
  }
}

const table = [
  'Titel;Beschreibung;Gehalt;Ort',
  'Köchin;Gutes Essen;30.000;Porto',
  ';Ohne Titel;30000;Porto',
  'Bäcker;Brot;dreißig;Porto',
].join('\n')

describe('an import', () => {
  it('[REPUI-3] has its errors corrected where they stand, is imported, and is undone', async () => {
    const page = await aPage(browser, employer.owner)
    await visit(page, `${server.url}/postings`)
    await page.getByRole('link', { name: 'Import' }).click()
    await isLive(page)
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'stellen.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(table, 'latin1'),
    })
    await page.getByRole('heading', { name: 'stellen.csv' }).waitFor()
    await page.getByText('1 of 3 rows can be imported. 2 have problems').waitFor()
    expect(await wrongInBothLooks(page, () => page.getByText('1 of 3 rows can be imported.').waitFor())).toEqual([])
    await page.setViewportSize({ width: 1280, height: 900 })

    const title = page.getByRole('textbox', { name: 'Titel, row 2' })
    await title.fill('Gastgeber')
    await title.press('Enter')
    await page.getByText('2 of 3 rows can be imported.').waitFor()
    const pay = page.getByRole('textbox', { name: 'Gehalt, row 3' })
    expect(await pay.getAttribute('aria-invalid')).toBe('true')
    await pay.fill('30000')
    await pay.blur()
    await page.getByText('All 3 rows can be imported.').waitFor()

    await page.getByRole('button', { name: 'Import 3 postings' }).click()
    await page.getByText('3 postings imported, as drafts.').waitFor()
    const made = await employer.owner.get<Items<{ title: string }>>(`${employer.api}/job-postings`)
    expect(made.body.items.map((one) => one.title).sort()).toEqual(['Bäcker', 'Gardener', 'Gastgeber', 'Köchin'])
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('Undone: 3 postings are in the bin.').waitFor()
  })

  it('[REPUI-4] is checked again by what has come since, with its corrections', async () => {
    const table = 'Name,Email,Job\nAnn,ann@example.com,Night baker\nBen,ben.example.com,Night baker\n'
    const { body } = await upload(employer.owner, employer.api, table, 'kind=candidates&name=bakers.csv')
    const page = await aPage(browser, employer.owner)
    await visit(page, `${server.url}/postings/imports/${body.id}`)
    const name = page.getByRole('textbox', { name: 'Name, row 1' })
    await name.fill('Anna')
    await name.press('Enter')
    await page.getByText('None of 2 rows can be imported.').waitFor()
    await aPublishedPosting(employer, { title: 'Night baker' })
    await page.getByRole('button', { name: /^Check again/ }).click()
    await page.getByText('1 of 2 rows can be imported.').waitFor()
    await name.waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: 'Email, row 2' }).getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a report', () => {
  it('[REPUI-1] is read by type and period, which the address keeps', async () => {
    const page = await aPage(browser, employer.owner)
    await visit(page, `${server.url}/reports`)
    await page.getByRole('cell', { name: 'Gardener' }).waitFor()
    await page.getByRole('combobox', { name: 'Report' }).selectOption('pipeline')
    await page.getByRole('cell', { name: 'Interview' }).waitFor()
    await page.getByRole('combobox', { name: 'Period' }).selectOption('last_week')
    await page.getByRole('heading', { name: 'Nothing to report' }).waitFor()
    expect(new URL(page.url()).search).toBe('?type=pipeline&period=last_week')
    await page.getByRole('combobox', { name: 'Period' }).selectOption('all')
    await page.getByRole('cell', { name: 'Interview' }).waitFor()
    expect(await wrongInBothLooks(page, () => page.getByRole('table').waitFor())).toEqual([])
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  it('[REPUI-2] that was scheduled arrives as mail, and its log says so', async () => {
    const page = await aPage(browser, employer.owner)
    await visit(page, `${server.url}/reports`)
    await isLive(page)
    await page.getByRole('button', { name: 'Save or schedule' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Monday figures')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Saved and scheduled' }).click()
    await page.getByText('Every Monday at 08:00').waitFor()
    const path = `${employer.api}/saved-reports`
    const [saved] = (await employer.owner.get<Items<SavedReport>>(path)).body.items
    if (!saved) throw new Error('The report was not saved')
    await timePasses(saved)
    const mail = await eventually(async () => {
      const found = await server.mail(employer.owner.email)
      return found.find(({ subject }) => subject.startsWith('Monday figures'))
    })
    expect(mail.attachments[0]?.filename).toMatch(/^clearview-summary-.*\.pdf$/)
    await page.goto(`${server.url}/dev/mail?to=${encodeURIComponent(employer.owner.email)}`)
    await page.getByText('Monday figures').first().waitFor()
    await page.goto(`${server.url}/reports/saved`)
    await page.getByRole('button', { name: 'Actions for Monday figures' }).click()
    await page.getByRole('menuitem', { name: 'What was sent' }).click()
    await page.getByRole('dialog').getByText('Sent', { exact: true }).waitFor()
  })
})
