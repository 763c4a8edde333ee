import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anAddress,
  anEmployer,
  anEngagement,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
  mailedToken,
  password,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { codeBefore, codeOf } from '../totp.ts'
import { aPage, wrongInBothLooks } from './chromium.ts'
import { leaves } from './contexts.ts'
import { holdBack } from './hold-back.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
})

const pictures = process.env['PICTURES']
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe('the organisation’s pages', () => {
  it('[EMP-12] [NAME-4] the company is renamed, and somebody in it: open pages call them by their new names', async () => {
    const company = await anEmployer(server)
    const [recruiter, admin] = await Promise.all([aMember(company, 'recruiter'), aMember(company, 'admin')])
    const [theirs, page] = await Promise.all([aPage(browser, recruiter), aPage(browser, company.owner)])
    await visit(theirs, `${server.url}/team`)
    expect(await theirs.getByRole('tab', { name: 'Company' }).count()).toBe(0)
    const open = async () => {
      await visit(page, `${server.url}/team/company`)
      await page.getByRole('heading', { name: 'Careers page' }).waitFor()
    }
    expect(await wrongInBothLooks(page, open)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 900 })
    const name = page.getByRole('textbox', { name: 'Name' })
    const save = page.getByRole('button', { name: 'Save', exact: true })
    expect(await save.isDisabled()).toBe(true)
    await name.fill('Söhne & Töchter')
    await picture(page, 'company')
    await save.click()
    await page.getByText('Saved. The company is Söhne & Töchter from now on.').waitFor()
    for (const one of [page, theirs]) await one.getByRole('link', { name: 'Söhne & Töchter' }).waitFor()
    await theirs.getByText('Who works in Söhne & Töchter').waitFor()

    // A colleague was quicker, and the page is slow to read of it: nothing of theirs is written over unseen.
    await name.fill('Daughters')
    const release = await holdBack(page, `${server.url}${company.api}`)
    expectStatus(await admin.patch(company.api, { companyName: 'Siblings' }), 200)
    await page.getByRole('link', { name: 'Siblings' }).waitFor()
    await save.click()
    await page.getByText('A colleague has renamed the company meanwhile.').waitFor()
    await save.click()
    await theirs.getByRole('link', { name: 'Daughters' }).waitFor()
    release()

    // People, too.
    expectStatus(await admin.patch('/api/auth/session', { name: 'Ottilie Wilhelmina' }), 200)
    await theirs.getByText('Ottilie Wilhelmina').waitFor()
  })

  it('[TEAM-7] tokens, sign-in, audit log, and a view as somebody else, in both looks and by their words', async () => {
    const posting = await aPublishedPosting(employer)
    const manager = await aMember(employer, 'hiring_manager')
    const page = await aPage(browser, employer.owner)
    const open = async (path: string, sign: string) => {
      await visit(page, `${server.url}${path}`)
      await page.getByText(sign).first().waitFor()
    }

    const openAudit = async () => {
      await open('/team/audit', 'Save as CSV')
      await page.getByRole('listitem').filter({ hasText: 'Token revoked' }).waitFor()
    }

    // A token is made, shown once, and revoked.
    await open('/team/tokens', 'No API tokens yet')
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Nightly export')
    await page.getByRole('checkbox', { name: 'Read: Postings' }).check()
    await picture(page, 'token-dialog')
    await page.getByRole('button', { name: 'Make the token' }).click()
    const token = (await page.getByText(/^cvt_/).textContent()) ?? ''
    const call = () =>
      fetch(`${server.url}${employer.api}/job-postings`, { headers: { authorization: `Bearer ${token}` } })
    expect((await call()).status).toBe(200)
    await page.getByRole('button', { name: 'I have it' }).click()
    await page.getByText('postings:read').waitFor()
    await page.getByText(/^made .+ by you · never used/).waitFor()
    const tokensLook = await wrongInBothLooks(page, () => open('/team/tokens', 'Nightly export'))
    expect(tokensLook).toEqual([])
    await picture(page, 'tokens')
    await page.getByRole('button', { name: 'Revoke Nightly export' }).click()
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('Revoked', { exact: true }).waitFor()
    expect((await call()).status).toBe(401)

    // Sign-in settings and the audit log.
    expect(await wrongInBothLooks(page, () => open('/team/sign-in', 'Single sign-on (SSO)'))).toEqual([])
    await picture(page, 'sign-in-settings')
    const provider = page.getByLabel('Provider (issuer)')
    await provider.fill('https://mine.example.com')
    await page.getByLabel('Client ID').fill('mine')
    const theirs = { issuer: 'https://theirs.example.com', clientId: 'theirs' }
    expectStatus(await employer.owner.put(`${employer.api}/sso`, theirs), 200)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/^A colleague has changed these settings meanwhile\. Theirs: https:\/\/theirs/).waitFor()
    expect(await provider.inputValue()).toBe('https://mine.example.com')
    await page.getByRole('button', { name: 'Show theirs' }).click()
    await eventually(async () => (await provider.inputValue()) === theirs.issuer)
    await provider.fill('https://both.example.com')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. Sign-in by your provider is in test.').waitFor()
    // A test that was of other settings, or of none.
    await open('/team/sign-in?tested=1', 'Single sign-on (SSO)')
    expect(await page.getByText('It works: you came back').count()).toBe(0)
    await open('/team/sign-in?failed=wrong-client', 'The test failed')
    await page.getByText('refused the client ID or the secret').waitFor()
    await picture(page, 'sso-failed')
    await provider.press('Enter')
    await page.getByText('The test failed').waitFor({ state: 'detached' })
    await page.getByRole('switch', { name: 'Everybody here needs a second factor' }).click({ force: true })
    await page.getByText('Set up two-factor sign-in for yourself first').waitFor()
    const asked = { name: 'Staff list', scopes: ['write'] }
    const made = await employer.owner.post<{ token: string }>(`${employer.api}/tokens`, asked)
    const bearer = { authorization: `Bearer ${made.body.token}`, origin: '' }
    const invited = { email: anAddress(), role: 'viewer' }
    expectStatus(await new Caller(server).post(`${employer.api}/invitations`, invited, bearer), 201)
    expect(await wrongInBothLooks(page, () => openAudit())).toEqual([])
    await page.getByText('by the API token “Staff list” · User invited').waitFor()
    await picture(page, 'audit')
    await page.getByRole('combobox', { name: 'What' }).selectOption('token.created')
    await eventually(
      async () => (await page.getByRole('list', { name: 'Audit log' }).getByRole('listitem').count()) === 2,
    )
    const href = await page.getByRole('link', { name: 'Save as CSV' }).getAttribute('href')
    expect(href).toContain('action=token.created')

    // The jobs of a member, and what that member sees.
    await page.setViewportSize({ width: 1280, height: 900 })
    await open('/team', 'A hiring_manager')
    await page.getByRole('button', { name: 'More about A hiring_manager' }).click()
    await page.getByRole('menuitem', { name: 'Hiring teams…' }).click()
    await page.getByRole('checkbox', { name: posting.title }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('is on 1 hiring team.').waitFor()
    const { body } = await manager.get<{ user: { memberships: { jobIds: string[] }[] } }>('/api/auth/session')
    expect(body.user.memberships[0]?.jobIds).toEqual([posting.id])
    await page.getByRole('button', { name: 'More about A hiring_manager' }).click()
    await page.getByRole('menuitem', { name: 'See what they see' }).click()
    await page.getByText('Nothing can be changed.').waitFor()
    await picture(page, 'view-as')
    await page.goto(`${server.url}/team`)
    await page.getByText('A hiring_manager').first().waitFor()
    expect(await page.getByRole('button', { name: 'Invite' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Leave this view' }).click()
    await page.getByRole('button', { name: 'Invite' }).waitFor()
  })

  it('[TEAM-11] who change one person’s hiring teams at once lose neither’s, and are told where the postings did not come', async () => {
    const postings = [await aPosting(employer), await aPosting(employer), await aPosting(employer)]
    const [first, second, third] = postings.map(({ id }) => id)
    const [admin, interviewer] = [await aMember(employer, 'admin'), await aMember(employer, 'interviewer')]
    const path = `${employer.api}/users/${interviewer.userId}/jobs`
    const page = await aPage(browser, employer.owner)
    const failing = `**${employer.api}/job-postings?*`
    const no = { type: '/problems/conflict', title: 'No', status: 409, detail: 'Not now.', code: 'conflict' }
    await page.route(failing, (route) => route.fulfill({ status: 409, json: no }))
    await visit(page, `${server.url}/team`)
    await page.getByRole('button', { name: 'More about A interviewer' }).click()
    await page.getByRole('menuitem', { name: 'Hiring teams…' }).click()
    await page.getByText('The postings could not be loaded').waitFor()
    await page.unroute(failing)
    await page.getByRole('button', { name: 'Try again' }).click()
    const box = (at: number) => page.getByRole('checkbox', { name: postings[at]?.title ?? '', exact: true })
    await box(0).check()

    // A colleague is quicker, and then again while it is on its way.
    expectStatus(await admin.put(path, { jobIds: [second] }), 200)
    await eventually(() => box(1).isChecked())
    let isFirst = true
    await page.route(`**${path}`, async (route) => {
      if (isFirst) expectStatus(await admin.put(path, { jobIds: [second, third] }), 200)
      isFirst = false
      await route.continue()
    })
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await save.click()
    await page.getByText('Look at the ticks, and save again.').waitFor()
    expect(await box(2).isChecked()).toBe(true)
    await save.click()
    await page.getByText('is on 3 hiring teams.').waitFor()
    const { body } = await interviewer.get<{ user: { memberships: { jobIds: string[] }[] } }>('/api/auth/session')
    expect(body.user.memberships[0]?.jobIds.toSorted()).toEqual([first, second, third].toSorted())
  })

  it('[EMP-13] an admin is offered to take back only what an admin may, and told why somebody is not invited', async () => {
    const company = await anEmployer(server)
    const [admin, consultant] = await Promise.all([aMember(company, 'admin'), aConsultant(server)])
    await anEngagement(company, consultant)
    const [anOwner, aViewer] = [anAddress(), anAddress()]
    const invite = (email: string, role: string) => company.owner.post(`${company.api}/invitations`, { email, role })
    for (const sent of [invite(anOwner, 'owner'), invite(aViewer, 'viewer')]) expectStatus(await sent, 201)
    const page = await aPage(browser, admin)
    await visit(page, `${server.url}/team/invitations`)
    const row = (email: string) => page.getByRole('listitem').filter({ hasText: email })
    await row(aViewer).getByRole('button', { name: 'Take back' }).waitFor()
    await row(anOwner).getByText('Waiting').waitFor()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).fill(consultant.email)
    await page.keyboard.press('Enter')
    await page.getByText('is a consultant whom you engaged').waitFor()
  })

  it('[TFA-9] [AUTH-5] a second factor is set up on its page, asked for when signing in, and devices are signed out', async () => {
    const person = await aMember(employer, 'recruiter')
    const other = new Caller(server)
    expectStatus(await other.post('/api/auth/login', { email: person.email, password }), 200)
    const page = await aPage(browser, person)
    const open = async () => {
      await page.goto(`${server.url}/account`)
      await page.getByRole('button', { name: 'Set it up' }).waitFor()
      await page.getByText('This one').waitFor()
    }
    expect(await wrongInBothLooks(page, open)).toEqual([])
    await picture(page, 'account')
    await page.getByRole('button', { name: 'Mail me the link' }).click()
    await page.getByText(`on its way to ${person.email}`).waitFor()
    const older = await mailedToken(server, person.email, '/reset-password')
    await page.getByRole('button', { name: /^Sign out .+ signed in from/ }).click()
    await eventually(async () => (await other.get('/api/auth/session')).status === 401)
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Go on' }).click()
    const secret = (await page.locator('code').textContent()) ?? ''
    await picture(page, 'set-up')
    await page.getByRole('textbox', { name: /six digits/ }).fill(await codeBefore(secret))
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
    await picture(page, 'recovery-codes')
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes are left.').waitFor()
    await leaves(page.context())

    // By an older link than the last one no password is chosen, and it is said why.
    const signIn = await aPage(browser, null)
    expectStatus(await other.post('/api/auth/password-reset', { email: person.email }), 202)
    await signIn.goto(`${server.url}/reset-password?token=${older}`)
    await signIn.getByLabel('New password').fill('a longer lantern walk')
    await signIn.keyboard.press('Enter')
    await signIn.getByText('a newer one was mailed').waitFor()
    await signIn.goto(`${server.url}/sign-in`)
    await signIn.getByRole('textbox', { name: 'E-mail' }).fill(person.email)
    await signIn.getByLabel('Password', { exact: true }).fill(password)
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click()
    await signIn.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret))
    await picture(signIn, 'sign-in-code')
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click()
    await signIn.getByRole('navigation', { name: 'Pages' }).waitFor()
  })
})
