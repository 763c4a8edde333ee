import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AnEmployer, type Answer, aMember, anEmployer, aPosting, type Caller, expectStatus } from '../builders.ts'
import { median } from '../delays.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { allRead, allSaved, anEditor, closeEditor, closeEditors, sendUpdate, synced, textIn, type } from './editors.ts'

let server: TestServer
let employer: AnEmployer
let recruiter: Caller
let viewer: Caller
let stranger: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  ;[recruiter, viewer] = await Promise.all([aMember(employer, 'recruiter'), aMember(employer, 'viewer')])
  stranger = (await anEmployer(server)).owner
})
afterEach(closeEditors)

const aDocument = async (): Promise<string> => `posting:${(await aPosting(employer)).id}`

describe('writing together', () => {
  it('[COED-1] what one types, the others see, and a later page finds', async () => {
    const id = await aDocument()
    const [a, b] = [anEditor(employer.owner, id), anEditor(recruiter, id)]
    await synced(a, b)
    type(a, 'Keeper of the lighthouse')
    await allRead([a, b], 'Keeper of the lighthouse')
    type(b, 'Night ', 0)
    await allRead([a, b], 'Night Keeper of the lighthouse')
    const late = anEditor(viewer, id)
    await allRead([late], 'Night Keeper of the lighthouse')
  })

  it('[COED-2] a page that asks is told how many of its changes are durable', async () => {
    const editor = anEditor(employer.owner, await aDocument())
    await synced(editor)
    for (const letter of 'durable') type(editor, letter)
    await allSaved(editor)
    expect(editor.sent).toBeGreaterThan(6)
  })

  it('[COED-2] what lacks its beginning is durable for nobody, and holds up nobody else', async () => {
    const id = await aDocument()
    const [program, page] = [anEditor(recruiter, id), anEditor(employer.owner, id)]
    await synced(program, page)
    const lacking = new Y.Doc()
    lacking.getText('program').insert(0, 'begun')
    const begun = Y.encodeStateAsUpdate(lacking)
    lacking.getText('program').insert(5, ' and gone on')
    sendUpdate(program, Y.encodeStateAsUpdate(lacking, Y.encodeStateVectorFromUpdate(begun)))
    type(program, 'theirs')
    await allRead([page], 'theirs')
    type(page, ' and mine')
    page.text.delete(0, 1)
    await allSaved(page)
    expect(program.saved).toBeLessThan(program.sent)
    sendUpdate(program, begun)
    await allSaved(program)
    await eventually(() => page.doc.getText('program').toString() === 'begun and gone on')
  })

  it('[COED-3] edits made while away are merged on return', async () => {
    const id = await aDocument()
    const [a, b] = [anEditor(employer.owner, id), anEditor(recruiter, id)]
    await synced(a, b)
    type(a, 'one ')
    await allRead([a, b], 'one ')
    b.provider.disconnect()
    type(b, 'three ')
    type(a, 'two ')
    await allSaved(a)
    b.provider.connect()
    await eventually(() => textIn(a) === textIn(b) && textIn(a).length === 'one two three '.length)
    expect(textIn(a)).toContain('three ')
  })
})

describe('who may', () => {
  it('[COED-4] who may only read follows and shows a cursor, and what they write reaches nobody', async () => {
    const id = await aDocument()
    const [writer, reader] = [anEditor(employer.owner, id), anEditor(viewer, id)]
    await synced(writer, reader)
    reader.provider.awareness.setLocalState({ user: { name: 'Vera' } })
    await eventually(() => writer.provider.awareness.getStates().get(reader.doc.clientID)?.['user'])
    type(reader, 'sneaked in')
    await allSaved(reader)
    type(writer, 'written')
    await eventually(() => textIn(reader).includes('written'))
    const late = anEditor(recruiter, id)
    await allRead([writer, late], 'written')
    expect(reader.closed).toBeNull()
  })

  it('[COED-24] who calls themselves by the name of somebody else is shown by their own', async () => {
    const id = await aDocument()
    const [owner, posing] = [anEditor(employer.owner, id), anEditor(viewer, id)]
    await synced(owner, posing)
    const user = { id: employer.owner.userId, name: 'The owner', color: '#112233' }
    posing.provider.awareness.setLocalState({ user })
    const seen = () => owner.provider.awareness.getStates().get(posing.doc.clientID)?.['user']
    const told = (await eventually(seen)) as typeof user
    expect(told).toMatchObject({ id: viewer.userId, color: '#112233' })
    expect(told.name).not.toBe('The owner')
  })

  it('[COED-5] each refusal has its code, and the client stays away', async () => {
    const id = await aDocument()
    const nobody = Object.assign(Object.create(stranger) as Caller, { cookie: '' })
    const unknown = anEditor(employer.owner, 'posting:01unknown')
    const noKind = anEditor(employer.owner, 'poem:01unknown')
    const refused = { out: anEditor(nobody, id), other: anEditor(stranger, id) }
    const foreign = anEditor(employer.owner, id, { headers: { origin: 'https://evil.example' } })
    await eventually(() => [unknown, noKind, refused.out, refused.other, foreign].every(({ closed }) => closed))
    expect(refused.out.closed?.code).toBe(4401)
    expect([unknown, noKind].map(({ closed }) => closed?.code)).toEqual([4404, 4404])
    expect([refused.other, foreign].map(({ closed }) => closed?.code)).toEqual([4403, 4403])
    expect(refused.out.codes).toHaveLength(1)
  })
})

describe('rights that change', () => {
  /** How long, in the median of three, until the page of somebody is closed with this code who loses the right. */
  async function untilClosed(lose: (who: Caller) => Promise<Answer<unknown>>, code: number): Promise<number> {
    const delays: number[] = []
    for (let round = 0; round < 3; round++) {
      const leaving = await aMember(employer, 'recruiter')
      const editor = anEditor(leaving, await aDocument())
      await synced(editor)
      const closed = new Promise<number>((resolve) => editor.provider.once('closed', () => resolve(performance.now())))
      expectStatus(await lose(leaving), 204)
      const answered = performance.now()
      delays.push((await closed) - answered)
      expect(editor.closed?.code).toBe(code)
    }
    return median(delays)
  }

  it('[COED-6] who is removed is cut off within a second', async () => {
    const remove = ({ userId }: Caller) => employer.owner.delete(`${employer.api}/users/${userId}`)
    expect(await untilClosed(remove, 4403)).toBeLessThan(1000)
  })

  it('[COED-6] who signs out is cut off within a second', async () => {
    expect(await untilClosed((member) => member.post('/api/auth/logout'), 4401)).toBeLessThan(1000)
  })
})

describe('a hiring team that changes', () => {
  it('[COED-6] takes the pen from the open page of whoever leaves it, and gives it back', async () => {
    const { id } = await aPosting(employer)
    const manager = await aMember(employer, 'hiring_manager')
    const team = `${employer.api}/job-postings/${id}/team`
    const put = async (hiringManagerIds: string[]) =>
      expectStatus(await employer.owner.put(team, { hiringManagerIds, interviewerIds: [] }), 200)
    await put([manager.userId])
    const [page, other] = [anEditor(manager, `posting:${id}`), anEditor(employer.owner, `posting:${id}`)]
    await synced(page, other)
    type(page, 'mine ')
    await allRead([page, other], 'mine ')
    await put([])
    const access = async () =>
      (await manager.get<{ access: string }>(`${employer.api}/documents/posting:${id}`)).body.access
    expect(await access()).toBe('suggest')
    // A second after the change nothing that they type reaches anybody, and they see what the others write.
    // A second in which the server stood still is none: it has answered so many pieces since.
    const deadline = performance.now() + 1000
    for (let n = 0; n < 20 || performance.now() < deadline; n++) {
      type(page, `${n}.`)
      await allSaved(page)
    }
    const until = textIn(other)
    type(page, 'too late ')
    await allSaved(page)
    type(other, 'theirs ', 0)
    await eventually(() => textIn(page).includes('theirs '))
    expect(textIn(other)).toBe(`theirs ${until}`)
    expect([page.closed, page.codes]).toEqual([null, []])
    // What was written meanwhile is asked for.
    await put([manager.userId])
    await eventually(() => textIn(other).includes('too late '))
  })
})

describe('a page that goes', () => {
  it('[COED-7] takes its cursor along', async () => {
    const id = await aDocument()
    const [a, b] = [anEditor(employer.owner, id), anEditor(recruiter, id)]
    await synced(a, b)
    b.provider.awareness.setLocalState({ user: { name: 'Bela' } })
    await eventually(() => a.provider.awareness.getStates().has(b.doc.clientID))
    closeEditor(b)
    await eventually(() => !a.provider.awareness.getStates().has(b.doc.clientID))
  })
})
