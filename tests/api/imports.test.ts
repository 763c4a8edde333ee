import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Import } from '#protocol/imports'
import type { Posting } from '#protocol/postings'
import { type AnEmployer, aMember, anEmployer, aPosting, Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { upload, working } from './import-files.ts'
import type { Items, Refused } from './people.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

async function uploaded(employer: AnEmployer, file: string | Uint8Array) {
  const answer = await upload(employer.owner, employer.api, file)
  expectStatus(answer, 201)
  return { ...working(employer.owner, employer.api, answer.body.id), first: answer.body }
}

const postingsOf = async ({ owner, api }: AnEmployer) =>
  (await owner.get<Items<Posting>>(`${api}/job-postings?limit=200`)).body.items

const fieldsOf = ({ columns }: Import) => columns.map(({ field }) => field)

describe('sending a file of postings', () => {
  it('[IMP-1] takes nothing over before the commit, then every row once, as a draft', async () => {
    const employer = await anEmployer(server)
    const table = 'Title,Description,Location,Salary\nCook,Good food,Porto,30000\nWaiter,"Kind, quick",Lisbon,25k\n'
    const { first, commit, rows } = await uploaded(employer, table)
    expect(first).toMatchObject({ state: 'ready', delimiter: ',', encoding: 'utf-8', hasHead: true, blocked: null })
    expect(fieldsOf(first)).toEqual(['title', 'description', 'location', 'salary'])
    expect(first.counts).toMatchObject({ rows: 2, good: 2, bad: 0 })
    expect(await postingsOf(employer)).toEqual([])
    const done = await commit()
    expect(done.counts).toMatchObject({ imported: 2, refused: 0, done: 2 })
    const made = [...(await postingsOf(employer))].sort((a, b) => b.title.localeCompare(a.title))
    expect(made.map(({ title, state, location, salary }) => ({ title, state, location, salary }))).toEqual([
      { title: 'Waiter', state: 'draft', location: 'Lisbon', salary: { min: 25_000, max: 25_000, currency: 'USD' } },
      { title: 'Cook', state: 'draft', location: 'Porto', salary: { min: 30_000, max: 30_000, currency: 'USD' } },
    ])
    expect((await rows()).items.map(({ outcome, resultId }) => [outcome, resultId])).toEqual([
      ['imported', made[1]?.id],
      ['imported', made[0]?.id],
    ])
    const feed = await employer.owner.get<{ items: { type: string; data: object }[] }>(`${employer.api}/feed?limit=5`)
    expect(feed.body.items[0]).toMatchObject({ type: 'import.finished', data: { state: 'finished', imported: 2 } })
  })

  it.each([
    [
      'semicolons in Windows-1252',
      iconv.encode('Titel;Beschreibung;Standort\nKöchin;Für 50 € – „gut“;Köln\n', 'win1252'),
    ],
    [
      'UTF-8 with a mark',
      iconv.encode('Titel;Beschreibung;Standort\nKöchin;Für 50 € – „gut“;Köln\n', 'utf8', { addBOM: true }),
    ],
    [
      'tabs in UTF-16',
      iconv.encode('Titel\tBeschreibung\tStandort\nKöchin\tFür 50 € – „gut“\tKöln\n', 'utf16le', { addBOM: true }),
    ],
    ['a line that names the delimiter', 'sep=;\r\nTitel;Beschreibung;Standort\r\nKöchin;Für 50 € – „gut“;Köln\r\n'],
    ['old line ends and quotes', '"Titel","Beschreibung","Standort"\r"Köchin","Für 50 € – „gut“","Köln"\r'],
  ])('[IMP-2] reads %s', async (_what, file) => {
    const employer = await anEmployer(server)
    const { first, commit } = await uploaded(employer, file)
    expect(fieldsOf(first)).toEqual(['title', 'description', 'location'])
    expect((await commit()).counts.imported).toBe(1)
    const [made] = await postingsOf(employer)
    expect([made?.title, made?.location]).toEqual(['Köchin', 'Köln'])
    const read = await employer.owner.get<Posting>(`${employer.api}/job-postings/${made?.id}`)
    expect(read.body.description).toBe('<p>Für 50 € – „gut“</p>')
  })

  it('[IMP-3] keeps line ends within a cell, and reads a file as it is told to', async () => {
    const employer = await anEmployer(server)
    const { first, configure, rows } = await uploaded(employer, 'Title;Description\nCook;"One\n\nTwo"\n')
    expect(first.counts.rows).toBe(1)
    expect((await rows()).items[0]?.cells).toEqual(['Cook', 'One\n\nTwo'])
    const other = await configure({ delimiter: ',', hasHead: false })
    expect(other.body).toMatchObject({ delimiter: ',', hasHead: false })
    expect(other.body.columns).toHaveLength(1)
    const unknown = await configure({ encoding: 'klingon-7' })
    expect([unknown.status, (unknown.body as unknown as Refused).errors?.[0]?.path]).toEqual([400, 'encoding'])
  })

  it('[IMP-3] refuses what is no table, in words', async () => {
    const { owner, api } = await anEmployer(server)
    for (const [file, words] of [
      ['', 'nothing'],
      ['Title,Description\n', 'no row'],
      ['Title,Description\n"open,1\n', 'quotation mark'],
      [new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'Save as'],
    ] as const) {
      const { status, body } = await upload(owner, api, file)
      expect([status, (body as unknown as { detail: string }).detail]).toEqual([400, expect.stringContaining(words)])
    }
    expect((await upload(owner, api, new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413)
    expect((await upload(owner, api, `Title,Description\n${'a,b\n'.repeat(20_001)}`)).status).toBe(400)
  })
})

const dirty = [
  'Title,Description,Salary,Currency,Location',
  'Cook,Good food,30000,EUR,Porto',
  ',No title,30000,EUR,Porto',
  'Waiter,,thirty,EURO,Lisbon',
  'Cook,Good food,40000,EUR,Porto',
  `${'x'.repeat(201)},Too long,30000,EUR,Porto`,
  'Baker,Bread,60000-50000,EUR,Porto',
  'Too,Many,1,EUR,Porto,cells,here',
].join('\n')

describe('rows that are not right', () => {
  it('[IMP-4] say which cell, what was found, what was expected and how to mend it', async () => {
    const employer = await anEmployer(server)
    const { first, rows } = await uploaded(employer, dirty)
    expect(first.counts).toMatchObject({ rows: 7, good: 1, bad: 6 })
    const { items } = await rows('?only=bad')
    expect(items.map(({ row, line }) => [row, line])).toEqual([2, 3, 4, 5, 6, 7].map((row) => [row, row + 1]))
    const [noTitle, waiter, twice, long, range, many] = items
    expect(noTitle?.problems).toEqual([
      { column: 0, field: 'title', found: 'nothing', expected: 'a title', fix: expect.stringMatching(/\.$/) },
    ])
    expect(waiter?.problems.map(({ column, found }) => [column, found])).toEqual([
      [1, 'nothing'],
      [3, '“EURO”'],
      [2, '“thirty”'],
    ])
    expect(twice).toMatchObject({ duplicate: true, problems: [] })
    expect(long?.problems[0]).toMatchObject({ column: 0, fix: expect.stringContaining('200') })
    expect(range?.problems[0]).toMatchObject({ column: 2, field: 'salary' })
    expect(many?.problems[0]).toMatchObject({ column: null, found: '7 cells', expected: '5 cells' })
  })

  it('[IMP-5] of a long file are each on one page, and corrected wherever they stand', async () => {
    const employer = await anEmployer(server)
    const table = Array.from({ length: 230 }, (_, i) => `Clerk ${i + 1},Files papers`).join('\n')
    const { edit, rows } = await uploaded(employer, `Title,Description\n${table}\n`)
    const seen: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page = await rows(`?limit=50&after=${after}`)
      seen.push(...page.items.map(({ row }) => row))
      after = page.next
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, i) => i + 1))
    for (const row of [51, 100, 101, 230]) {
      expect((await edit(row, { cells: { 0: `Cook ${row}` } })).body.row).toMatchObject({ row, problems: [] })
    }
  })

  it('[IMP-5] are corrected in place, one cell at a time, and are right then', async () => {
    const employer = await anEmployer(server)
    const { edit, rows, commit } = await uploaded(employer, dirty)
    const named = await edit(2, { cells: { 0: 'Host' } })
    expect(named.body).toMatchObject({ row: { problems: [], cells: ['Host', 'No title', '30000', 'EUR', 'Porto'] } })
    expect(named.body.import.counts).toMatchObject({ good: 2, bad: 5 })
    expect((await edit(3, { cells: { 1: 'Kind', 3: 'EUR' } })).body.row.problems).toEqual([
      expect.objectContaining({ column: 2, expected: expect.stringContaining('52000') }),
    ])
    expect((await edit(3, { cells: { 2: '30 000 €' } })).body.row.problems).toEqual([])
    expect((await edit(4, { anyway: true })).body.import.counts).toMatchObject({ good: 4, bad: 3 })
    expect((await edit(5, { skipped: true })).body.import.counts).toMatchObject({ bad: 2, skipped: 1 })
    for (const [row, body, status] of [
      [99, {}, 404],
      [1, { cells: { 9: 'x' } }, 400],
      [1, { cells: { title: 'x' } }, 400],
      [1, { surprise: 1 }, 400],
    ] as const)
      expect((await edit(row, body)).status).toBe(status)
    expect((await rows('?only=skipped')).items.map(({ row }) => row)).toEqual([5])
    const done = await commit()
    expect(done.counts).toMatchObject({ imported: 4, bad: 2, skipped: 1, refused: 0 })
    expect((await edit(6, { skipped: true })).status).toBe(409)
    expect((await postingsOf(employer)).map(({ title }) => title).sort()).toEqual(['Cook', 'Cook', 'Host', 'Waiter'])
  })

  it('[IMP-6] that are there already, or twice in the file, are told and taken only when that is wanted', async () => {
    const employer = await anEmployer(server)
    await aPosting(employer, { title: 'Cook', description: 'Good food', location: 'Porto' })
    const table = 'Title,Description,Location\nCook,Good food,Porto\nBaker,Bread,Porto\nBaker,Bread,Porto\n'
    const { rows, edit, commit } = await uploaded(employer, table)
    expect((await rows()).items.map(({ duplicate }) => duplicate)).toEqual([true, false, true])
    // The first of two goes elsewhere: the second is the only one then.
    expectStatus(await edit(2, { cells: { 2: 'Braga' } }), 200)
    expect((await rows()).items.map(({ duplicate }) => duplicate)).toEqual([true, false, false])
    expectStatus(await edit(2, { cells: { 2: 'Porto' } }), 200)
    expect((await rows()).items.map(({ duplicate }) => duplicate)).toEqual([true, false, true])
    // One that appears between the check and the commit stays behind.
    await aPosting(employer, { title: 'Baker', description: 'Bread', location: 'Porto' })
    expectStatus(await edit(1, { anyway: true }), 200)
    expect((await commit()).counts).toMatchObject({ imported: 1, refused: 1, bad: 1 })
  })

  it('[IMP-7] are downloaded as CSV with what is wrong, corrected elsewhere and sent again', async () => {
    const employer = await anEmployer(server)
    const { rejected, commit } = await uploaded(employer, `${dirty}\n"=1+1",,1,EUR,Porto\n`)
    await commit()
    const text = await rejected()
    const [head, ...left] = parse(text, { bom: true }) as string[][]
    expect(head).toEqual(['Title', 'Description', 'Salary', 'Currency', 'Location', 'What is wrong'])
    expect(left).toHaveLength(7)
    expect(left[0]?.slice(0, 5)).toEqual(['', 'No title', '30000', 'EUR', 'Porto'])
    expect(left[0]?.[5]).toMatch(/^Title: found nothing, expected a title\./)
    expect(left[6]?.[0]).toBe("'=1+1")
    const again = await uploaded(employer, text)
    expect(fieldsOf(again.first)).toEqual(['title', 'description', 'salary', 'currency', 'location', null])
    expect((await again.rows()).items[6]?.cells[0]).toBe('=1+1')
  })
})

describe('the columns of a file', () => {
  it('[IMP-8] are said by somebody where they cannot be guessed, and remembered from then on', async () => {
    const employer = await anEmployer(server)
    const table = (title: string) => `Was,Wozu,Title\n${title},Gutes Essen,ignored\n`
    const { first, configure, commit } = await uploaded(employer, table('Cook'))
    expect(fieldsOf(first)).toEqual([null, null, 'title'])
    expect(first.blocked).toContain('description')
    expect((await employer.owner.post(`${employer.api}/imports/${first.id}/commit`)).status).toBe(409)
    const twice = await configure({ mapping: ['title', 'description', 'title'] })
    expect(twice.body.blocked).toContain('Two columns')
    for (const mapping of [['title'], ['title', 'gossip', null]]) {
      expect((await configure({ mapping })).status).toBe(400)
    }
    const said = await configure({ mapping: ['title', 'description', null] })
    expect(said.body).toMatchObject({ blocked: null, counts: { good: 1, bad: 0 } })
    await commit()
    const again = await uploaded(employer, table('Baker'))
    expect(again.first.remembered).toBe(true)
    expect(fieldsOf(again.first)).toEqual(['title', 'description', null])
  })
})

describe('an import', () => {
  it('[IMP-9] is undone: what nobody touched goes into the bin, the rest is kept and told', async () => {
    const employer = await anEmployer(server)
    const { commit, undo, rows } = await uploaded(employer, 'Title,Description\nCook,A\nBaker,B\nHost,C\n')
    await commit()
    const baker = (await postingsOf(employer)).find(({ title }) => title === 'Baker')
    expectStatus(
      await employer.owner.patch(`${employer.api}/job-postings/${baker?.id}`, { title: 'Master baker' }),
      200,
    )
    const done = await undo()
    expect(done.counts).toMatchObject({ imported: 3, undone: 2, kept: 1 })
    expect((await rows()).items.map(({ outcome }) => outcome)).toEqual(['undone', 'kept', 'undone'])
    expect((await postingsOf(employer)).map(({ title }) => title)).toEqual(['Master baker'])
    const bin = await employer.owner.get<Items<Posting>>(`${employer.api}/job-postings?deleted=true`)
    expect(bin.body.items).toHaveLength(2)
  })

  it('[IMP-10] is seen by who sent it and by admins; a hiring manager is on the team of what they import', async () => {
    const employer = await anEmployer(server)
    const [manager, other] = [await aMember(employer, 'hiring_manager'), await aMember(employer, 'recruiter')]
    const sent = await upload(manager, employer.api, 'Title,Description\nCook,A\nBaker,B\n')
    expectStatus(sent, 201)
    const { path, commit } = working(manager, employer.api, sent.body.id)
    expect((await employer.owner.get(path)).status).toBe(200)
    for (const way of ['', '/rows', '/rejected']) expect((await other.get(`${path}${way}`)).status).toBe(404)
    expect((await other.post(`${path}/commit`)).status).toBe(404)
    await commit()
    for (const { team } of await postingsOf(employer)) expect(team.hiringManagerIds).toEqual([manager.userId])
    const lists = [employer.owner, manager, other].map(async (who) => {
      const { items } = (await who.get<Items<Import>>(`${employer.api}/imports`)).body
      return items.length
    })
    expect(await Promise.all(lists)).toEqual([1, 1, 0])
    // An admin's program takes it back: that it was them, by which token, is in the audit log, and who had it committed.
    const asked = { name: 'Tidy up', scopes: ['write', 'read'] }
    const made = await employer.owner.post<{ id: string; token: string }>(`${employer.api}/tokens`, asked)
    const program = { authorization: `Bearer ${made.body.token}` }
    expectStatus(await new Caller(server).post(`${path}/undo`, undefined, program), 202)
    const audited = (action: string) => employer.owner.get<Items<object>>(`${employer.api}/audit?action=${action}`)
    const undone = await eventually(async () => (await audited('import.undone')).body.items[0])
    const token = { id: made.body.id, name: 'Tidy up' }
    expect(undone).toMatchObject({ actor: { id: employer.owner.userId }, token, ip: expect.any(String) })
    expect((await audited('import.finished')).body.items).toMatchObject([
      { actor: { id: manager.userId }, token: null },
    ])
  })

  it('[IMP-11] is committed and undone once, however often that is asked', async () => {
    const employer = await anEmployer(server)
    const { path, commit, undo } = await uploaded(employer, 'Title,Description\nCook,A\nBaker,B\n')
    const asked = await Promise.all(Array.from({ length: 5 }, () => employer.owner.post(`${path}/commit`)))
    for (const answer of asked) expectStatus(answer, 202)
    expect((await commit()).counts.imported).toBe(2)
    expect(await postingsOf(employer)).toHaveLength(2)
    await Promise.all(Array.from({ length: 3 }, () => employer.owner.post(`${path}/undo`)))
    expect((await undo()).counts.undone).toBe(2)
    expect((await employer.owner.post(`${path}/commit`)).status).toBe(409)
  })
})
