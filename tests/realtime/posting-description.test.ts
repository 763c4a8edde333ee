import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { XmlElement, XmlText } from 'yjs'
import type { Posting } from '#protocol/postings'
import {
  type AnEmployer,
  aMember,
  anEmployer,
  aPosting,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { allSaved, anEditor, closeEditors, type Editor, synced } from './editors.ts'
import { aFollower, closeSockets } from './follower.ts'

let employer: AnEmployer
let owner: Caller
let recruiter: Caller
let postings: string

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  owner = employer.owner
  recruiter = await aMember(employer, 'recruiter')
  postings = `${employer.api}/job-postings`
})
afterEach(() => {
  closeEditors()
  closeSockets()
})

const read = async (id: string): Promise<Posting> => (await owner.get<Posting>(`${postings}/${id}`)).body
const patch = (id: string, body: object) => owner.patch<Posting>(`${postings}/${id}`, body)
const publicText = async (id: string): Promise<string> =>
  (await owner.get<{ description: string }>(`/api/careers/${employer.slug}/jobs/${id}`)).body.description

async function opened(id: string, person = recruiter): Promise<Editor> {
  const editor = anEditor(person, `posting:${id}`)
  await synced(editor)
  return editor
}

/** The text of a paragraph, as the real editor keeps it. */
const paragraph = ({ doc }: Editor, index = 0): XmlText => {
  const element = doc.getXmlFragment('default').get(index) as XmlElement
  return element.get(0) as XmlText
}
const textOf = ({ doc }: Editor): string => doc.getXmlFragment('default').toString()

describe('the description and its document', () => {
  it('[POST-55] begin as one, and stay one while people type', async () => {
    const { id } = await aPosting(employer, { description: '<p>Bake.</p><ul><li>Early</li></ul>' })
    const editor = await opened(id)
    expect(textOf(editor)).toBe(
      '<paragraph>Bake.</paragraph><bulletlist><listitem><paragraph>Early</paragraph></listitem></bulletlist>',
    )
    paragraph(editor).insert(4, ' bread')
    await allSaved(editor)
    expect((await read(id)).description).toBe('<p>Bake bread.</p><ul><li>Early</li></ul>')
    const team = { hiringManagerIds: [], interviewerIds: [] }
    const answered = [await patch(id, { location: 'Porto' }), await owner.put<Posting>(`${postings}/${id}/team`, team)]
    for (const { body } of answered) expect(body.description).toContain('Bake bread.')
  })

  it('[POST-55] a text without tags is taken by its lines', async () => {
    const description = 'Bread & cake.\nEarly.\n\nFriendly <3'
    const { id } = await aPosting(employer, { description })
    expect((await read(id)).description).toBe('<p>Bread &amp; cake.<br>Early.</p><p>Friendly &lt;3</p>')
  })

  it('[COED-8] what a program writes beside paragraphs comes to open pages as one, and back to the program', async () => {
    const { id } = await aPosting(employer, { description: '<p>Kept.</p>' })
    const [editor, program] = [await opened(id), await opened(id)]
    const fragment = editor.doc.getXmlFragment('default')
    const seen: string[] = []
    editor.doc.on('update', () => seen.push(textOf(editor)))
    program.doc.getText('default').insert(0, 'bare')
    await eventually(() => seen.length > 0)
    // At no moment anything else, over which an editor stumbles.
    expect(seen).toEqual(['<paragraph>bare</paragraph><paragraph>Kept.</paragraph>'])
    await eventually(() => program.doc.getText('default').toString() === '' && program.saved === program.sent)
    // What stands there already is written on like any other text.
    ;((fragment.get(0) as XmlElement).get(0) as XmlText).insert(4, 'ly')
    await allSaved(editor)
    expect((await read(id)).description).toBe('<p>barely</p><p>Kept.</p>')
  })

  it('[POST-56] a change over REST is an edit that merges with what others type', async () => {
    const { id } = await aPosting(employer, { description: '<p>First.</p><p>Second.</p>' })
    const editor = await opened(id)
    editor.provider.disconnect()
    paragraph(editor, 1).insert(0, 'A ')
    const patched = await patch(id, { description: '<p>First of all.</p><p>Second.</p>' })
    expect(patched).toMatchObject({ status: 200, body: { description: '<p>First of all.</p><p>Second.</p>' } })
    editor.provider.connect()
    await eventually(async () => (await read(id)).description === '<p>First of all.</p><p>A Second.</p>')
    await eventually(() => textOf(editor).includes('First of all.') && textOf(editor).includes('A Second.'))
  })

  it('[POST-56] a refused change leaves the document as it is', async () => {
    const { id, version } = await aPosting(employer, { description: '<p>Kept.</p>' })
    const body = { description: '<p>Lost.</p>' }
    const stale = await owner.patch(`${postings}/${id}`, body, { 'if-match': `"${version + 7}"` })
    expect(stale.status).toBe(412)
    const interviewer = await aMember(employer, 'interviewer')
    expect((await interviewer.patch(`${postings}/${id}`, body)).status).toBe(403)
    expect((await read(id)).description).toBe('<p>Kept.</p>')
  })

  it('[POST-56] a change that is sent twice is made once', async () => {
    const { id } = await aPosting(employer, { description: '<p>One.</p>' })
    await opened(id)
    const send = () =>
      owner.patch<Posting>(`${postings}/${id}`, { description: '<p>One.</p><p>Two.</p>' }, { 'idempotency-key': id })
    const answers = await Promise.all([send(), send(), send()])
    for (const { status } of answers) expect(status).toBe(200)
    expect((await read(id)).description).toBe('<p>One.</p><p>Two.</p>')
  })
})

describe('a published posting', () => {
  it('[POST-57] shows no half-typed text: edits wait, are told, and appear when they are published', async () => {
    const { id } = await aPublishedPosting(employer, { description: '<p>Live.</p>' })
    const [editor, follower] = await Promise.all([opened(id), aFollower(owner, employer.employerId)])
    paragraph(editor).insert(4, ' and well')
    await allSaved(editor)
    const told = () => follower.pushed.filter(({ type }) => type === 'posting.text-changed')
    await eventually(() => told().length === 1)
    expect(await read(id)).toMatchObject({ description: '<p>Live and well.</p>', hasUnpublishedChanges: true })
    expect(await publicText(id)).toBe('<p>Live.</p>')
    const listed = await owner.get<{ items: Posting[] }>(`${postings}?limit=200`)
    expect(listed.body.items.find((posting) => posting.id === id)?.hasUnpublishedChanges).toBe(true)
    // What was typed a moment ago goes along.
    paragraph(editor).insert(0, 'So: ')
    await allSaved(editor)
    expectStatus(await owner.post(`${postings}/${id}/publish-changes`), 200)
    expect(await publicText(id)).toBe('<p>So: Live and well.</p>')
    expect((await read(id)).hasUnpublishedChanges).toBe(false)
    const versions = `${employer.api}/documents/posting:${id}/versions`
    const kept = await owner.get<{ items: { id: string; kind: string; by: string[] | null }[] }>(versions)
    expect(kept.body.items.map(({ kind }) => kind)).toEqual(['published', 'published'])
    expect(kept.body.items[0]?.by).toEqual([recruiter.userId])
    const newest = await owner.get<{ html: string }>(`${versions}/${kept.body.items[0]?.id}`)
    expect(newest.body.html).toBe('<p>So: Live and well.</p>')
  })

  it('[POST-57] is first published with what its document says', async () => {
    const { id } = await aPosting(employer, { description: '<p>Draft.</p>' })
    const editor = await opened(id)
    paragraph(editor).insert(0, 'No ')
    await allSaved(editor)
    expectStatus(await owner.post(`${postings}/${id}/transitions`, { to: 'published' }), 200)
    expect(await publicText(id)).toBe('<p>No Draft.</p>')
  })
})

describe('a posting in the bin', () => {
  it('[POST-58] closes its document, keeps it, and comes back with every word', async () => {
    const { id } = await aPosting(employer, { description: '<p>Kept.</p>' })
    const editor = await opened(id)
    paragraph(editor).insert(4, ' for later')
    await allSaved(editor)
    expectStatus(await owner.delete(`${postings}/${id}`), 204)
    await eventually(() => editor.closed?.code === 4404)
    const late = anEditor(owner, `posting:${id}`)
    await eventually(() => late.closed?.code === 4404)
    expectStatus(await owner.post(`${postings}/${id}/restore`), 200)
    expect((await read(id)).description).toBe('<p>Kept for later.</p>')
    expect(textOf(await opened(id, owner))).toBe('<paragraph>Kept for later.</paragraph>')
  })

  it('[POST-59] a template takes what the document says, and a kit is written like a description', async () => {
    const { id } = await aPosting(employer, { description: '<p>Now.</p>' })
    const editor = await opened(id)
    paragraph(editor).insert(0, 'Here and ')
    await allSaved(editor)
    const kept = await owner.post<Posting>(`${postings}/${id}/save-as-template`, { name: 'Kept' })
    expect(kept.body.description).toBe('<p>Here and Now.</p>')
    const [mine, theirs] = [anEditor(owner, `kit:${id}`), anEditor(recruiter, `kit:${id}`)]
    await synced(mine, theirs)
    paragraph(mine).insert(0, 'Tell us ')
    await eventually(() => textOf(theirs).includes('Tell us Before the interview'))
  })
})
