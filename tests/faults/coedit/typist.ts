import { type AnEmployer, aPosting, Caller } from '../../builders.ts'
import { anEditor, closeEditor, type Editor, synced, textIn, type } from '../../realtime/editors.ts'
import { eventually, type TestServer } from '../../server.ts'

/** Somebody who writes numbered words into a document, so many a second. */
export interface Typist {
  readonly editor: Editor
  /** How many words were written. */
  readonly written: number
  stop(): void
}

/** The words of the writer `name` are `name0`, `name1` … each with a space behind it. */
export function startTyping(editor: Editor, name: string, perSecond: number): Typist {
  let written = 0
  const started = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * perSecond
    // After a moment in which this process did nothing, it does not catch up all at once.
    for (let burst = 0; written < due && burst < 20; burst++) type(editor, `${name}${written++} `)
  }, 5)
  return {
    editor,
    get written() {
      return written
    },
    stop: () => clearInterval(timer),
  }
}

export const wordsIn = (text: string): Set<string> => new Set(text.split(' ').filter((word) => word !== ''))

/** Words that stand in none of the texts, or more than once in one: nothing may be lost, and nothing doubled. */
export function wrongIn(text: string, words: Iterable<string>): string[] {
  const all = text.split(' ').filter((word) => word !== '')
  const found = new Set(all)
  const lost = [...words].filter((word) => !found.has(word)).map((word) => `lost: ${word}`)
  return all.length === found.size ? lost : [...lost, `doubled: ${all.length - found.size} words`]
}

export const at = (server: TestServer, { cookie, userId }: Caller): Caller =>
  Object.assign(new Caller(server), { cookie, userId })

/** Path of the API and name of a new document. */
export async function aDocument(employer: AnEmployer): Promise<{ id: string; path: string }> {
  const id = `posting:${(await aPosting(employer)).id}`
  return { id, path: `${employer.api}/documents/${id}` }
}

/** What a page reads that opens the document now and has nothing of its own. */
export async function freshText(caller: Caller, documentId: string): Promise<string> {
  const editor = anEditor(caller, documentId)
  await synced(editor)
  const text = textIn(editor)
  closeEditor(editor)
  return text
}

/** All pages have the same text. Answers it. */
export async function agreement(editors: readonly Editor[], bound = 30_000): Promise<string> {
  const agree = () => {
    const [first, ...others] = editors.map(textIn)
    const isSettled = editors.every(({ provider, sent, saved }) => provider.synced && sent === saved)
    return isSettled && others.every((text) => text === first) ? { text: first ?? '' } : null
  }
  try {
    return (await eventually(agree, bound)).text
  } catch (error) {
    const states = editors.map((editor) => {
      const { synced: isSynced, wsconnected } = editor.provider
      return {
        length: textIn(editor).length,
        isSynced,
        wsconnected,
        sent: editor.sent,
        saved: editor.saved,
        closed: editor.closed,
      }
    })
    throw new Error(`The pages do not agree: ${JSON.stringify(states)}`, { cause: error })
  }
}
