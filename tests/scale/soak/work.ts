import { type AnEmployer, anApplication, aPublishedPosting } from '../../builders.ts'
import type { Role } from '../../faults/chat/cast.ts'
import { aDocument, agreement, at, freshText, startTyping, type Typist, wrongIn } from '../../faults/coedit/typist.ts'
import { anEditor, closeEditor, synced } from '../../realtime/editors.ts'
import { serverAt } from '../../server.ts'
import { employersOf } from './anywhere.ts'
import type { Cluster } from './cluster.ts'
import { aMover, aReader, aTalker, type Worker } from './workers.ts'
import { Written } from './written.ts'

/** How much is done, per second over all. */
export interface Rates {
  readonly messages: number
  readonly moves: number
  readonly reads: number
  /** Words in each document, of which there are so many; somebody writes in each on every node. */
  readonly words: number
  readonly documents: number
}

const cardsEach = 4
const talkersEach = 2

/** What people do while they look: they talk, move cards, write texts, read boards and figures. */
export class Work {
  readonly written = new Written()
  /** How many words stand in documents that were judged. */
  words = 0
  readonly #workers: Worker[] = []
  readonly #documents: { readonly id: string; readonly employer: AnEmployer; readonly typists: Typist[] }[] = []
  readonly #cluster: Cluster

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  async start(rates: Rates, random: () => number): Promise<void> {
    const [cluster, { written }] = [this.#cluster, this]
    const employers = employersOf(cluster)
    const cards = await Promise.all(employers.map(cardsOf))
    const { people, places } = cluster.cast
    const owners = employers.map(({ owner }) => people.find(({ userId }) => userId === owner.userId))
    const talking = places.flatMap((place, number) => somebody(people, number).map((id) => ({ id, place })))
    const meanOf = (workers: number, perSecond: number) => (1000 * workers) / perSecond
    const common = { cluster, written, random }
    for (const one of talking)
      this.#workers.push(aTalker({ ...common, mean: meanOf(talking.length, rates.messages) }, one))
    for (const [i, employer] of employers.entries()) {
      const id = owners[i]
      if (!id) throw new Error(`Nobody owns employer ${i}`)
      const reads = meanOf(employers.length, rates.reads)
      const moves = meanOf(employers.length * cardsEach, rates.moves)
      this.#workers.push(aReader({ ...common, mean: reads }, { id, employer }))
      for (const applicationId of cards[i] ?? [])
        this.#workers.push(aMover({ ...common, mean: moves }, { id, employer, applicationId }))
    }
    for (const employer of employers.slice(0, rates.documents)) await this.#write(employer, rates.words)
  }

  /** Ends it all; resolves when everything is answered. Words that are not everywhere once and whole are findings. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop()))
    for (const { typists } of this.#documents) for (const typist of typists) typist.stop()
    for (const { id, employer, typists } of this.#documents.splice(0)) {
      const editors = typists.map(({ editor }) => editor)
      const text = await agreement(editors, 60_000)
      for (const editor of editors) closeEditor(editor)
      const words = typists.flatMap(({ written }, i) => Array.from({ length: written }, (_, n) => `n${i}x${n}`))
      const stored = await freshText(employer.owner, id)
      this.words += words.length
      const wrong = [...wrongIn(text, words), ...(stored === text ? [] : ['stored is another text than shown'])]
      for (const what of wrong) this.written.findings.push({ fault: 'lost', what: `${id}: ${what}` })
    }
  }

  async #write(employer: AnEmployer, perSecond: number): Promise<void> {
    const { nodes, dataDir } = this.#cluster
    const { id } = await aDocument(employer)
    const there = nodes.map(({ url }) => at(serverAt({ url, dataDir, logFile: '' }), employer.owner))
    const editors = there.map((caller) => anEditor(caller, id))
    await synced(...editors)
    const typists = editors.map((editor, i) => startTyping(editor, `n${i}x`, perSecond / editors.length))
    this.#documents.push({ id, employer, typists })
  }
}

/** Some who may write in a conversation. */
const somebody = (people: readonly Role[], conversation: number): Role[] =>
  people.filter(({ conversations }) => conversations.includes(conversation)).slice(0, talkersEach)

async function cardsOf(employer: AnEmployer): Promise<string[]> {
  const posting = await aPublishedPosting(employer)
  const cards = Array.from({ length: cardsEach }, () => anApplication(employer, posting))
  return (await Promise.all(cards)).map(({ applicationId }) => applicationId)
}
