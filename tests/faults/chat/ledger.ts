import { isDeepStrictEqual } from 'node:util'
import { ChatEntry } from '#protocol/chat'
import type { Item } from './outbox.ts'

/** What can be wrong; `wrong` is every other breach of the contract. */
export type Fault = 'lost' | 'doubled' | 'disordered' | 'leaked' | 'wrong'

export interface Finding {
  readonly fault: Fault
  readonly what: string
}

/** Somebody with a right to conversations, and when it was taken away. */
export interface Listener {
  readonly name: string
  /** The conversations this person ever had a right to, with the moment after which nothing may reach them. */
  readonly rights: ReadonlyMap<number, { readonly goneAt: number | null }>
}

const markers = /~\d+\.\d+~/g
const enough = 200

/**
 * Everything that people wrote and were told, on one clock that counts moments: a fact with a higher number is known to
 * have begun after one with a lower number was complete.
 */
export class Ledger {
  readonly findings: Finding[] = []
  readonly items = new Map<string, Item>()
  /** What the world was first shown under each number, per conversation. */
  readonly shown = new Map<string, ChatEntry[]>()
  /** How many entries were pushed or answered. */
  given = 0
  #moment = 0

  moment(): number {
    return ++this.#moment
  }

  find(fault: Fault, what: string): void {
    if (this.findings.length < enough) this.findings.push({ fault, what })
  }

  /** Whatever came over the wire to somebody: no text in it may be of a conversation that is not theirs (any more). */
  heard(listener: Listener, text: string): void {
    for (const [marker] of text.matchAll(markers)) {
      const item = this.items.get(marker)
      if (!item) {
        this.find('wrong', `${listener.name} heard ${marker}, which nobody wrote`)
        continue
      }
      const right = listener.rights.get(item.conversation)
      if (!right) this.find('leaked', `${listener.name} heard ${marker} of a foreign conversation`)
      else if (right.goneAt !== null && item.firstSentAt > right.goneAt) {
        this.find('leaked', `${listener.name} heard ${marker}, written after the right was gone`)
      }
    }
  }

  /** An answer to something asked at a moment: no text in it may have been deleted before. */
  answered(listener: Listener, askedAt: number, text: string): void {
    for (const [marker] of text.matchAll(markers)) {
      const deletedAt = this.items.get(marker)?.deletedAt ?? null
      if (deletedAt !== null && deletedAt < askedAt) {
        this.find('leaked', `${listener.name} was answered ${marker}, which had been deleted`)
      }
    }
  }

  /** An entry that somebody was given: under its number everybody is given the same. */
  saw(listener: Listener, conversationId: string, entry: ChatEntry): void {
    this.given++
    const shown = this.shown.get(conversationId) ?? []
    this.shown.set(conversationId, shown)
    const first = shown[entry.seq]
    if (first === undefined) {
      const parsed = ChatEntry.safeParse(entry)
      if (!parsed.success) this.find('wrong', `${listener.name} was given ${JSON.stringify(entry).slice(0, 200)}`)
      if (entry.conversationId !== conversationId) this.find('leaked', `${entry.seq} is of another conversation`)
      shown[entry.seq] = entry
    } else if (!isDeepStrictEqual(withoutText(first), withoutText(entry)) || !isSameText(first, entry)) {
      this.find('disordered', `${entry.seq} is ${textOf(first)} to some and ${textOf(entry)} to ${listener.name}`)
    }
  }
}

const bodyOf = (entry: ChatEntry): string => ('body' in entry ? entry.body : '')
const isBlank = (entry: ChatEntry): boolean => 'deleted' in entry && entry.deleted === true
const isSameText = (a: ChatEntry, b: ChatEntry): boolean => isBlank(a) || isBlank(b) || bodyOf(a) === bodyOf(b)
const textOf = (entry: ChatEntry): string => JSON.stringify(entry).slice(0, 160)

/** A deletion takes the text out of what was sent; the rest stays as it was. */
function withoutText(entry: ChatEntry): object {
  if (entry.type !== 'message' && entry.type !== 'edit') return entry
  const { body: _body, deleted: _deleted, ...rest } = entry
  return rest
}
