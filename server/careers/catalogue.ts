import type { PublicPosting } from '#protocol/careers'
import { PostingId } from '#protocol/ids'
import { publicResponses } from '../answers/responses.ts'
import { AppError } from '../app-error.ts'
import { employers } from '../employers/repository.ts'
import type { Bus } from '../journal/bus.memory.ts'
import { feedOf } from '../journal/entry.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'

/** What the public may know of an employer: its name and its published postings, newest first. */
export interface Catalogue {
  readonly employer: { readonly companyName: string; readonly slug: string }
  readonly jobs: PublicPosting[]
  /** "You said, we did", the newest first. */
  readonly responses: readonly { readonly said: string; readonly did: string }[]
  /** Pages already made from it, by their kind: they live and die with what they show. */
  readonly rendered: Map<string, string>
}

export interface Catalogues {
  /** Null: nobody knows such an employer. */
  find(slug: string): Promise<Catalogue | null>
}

interface Parts {
  readonly scope: () => Scope
  readonly bus: Pick<Bus, 'subscribe'>
  /** For how long an answer from memory is good, in milliseconds. */
  readonly freshFor?: number
  /** How much is kept, in characters of the employers' JSON together. */
  readonly capacity?: number
}

interface Slot {
  readonly startedAt: number
  readonly ready: Promise<Catalogue | null>
  /** The catalogue's JSON, by which a reload that brought nothing new is recognised. */
  loaded?: { readonly catalogue: Catalogue; readonly json: string }
  unsubscribe?: () => void
}

/**
 * Catalogues from memory, so that a job shared widely costs the store two reads a second. A publication or a new name that this
 * process hears of drops the catalogue at once; one made elsewhere shows when it is too old, well within a second.
 */
export function createCatalogues({ scope, bus, freshFor = 500, capacity = 20_000_000 }: Parts): Catalogues {
  const slots = new Map<string, Slot>()
  let size = 0

  function drop(slug: string, slot: Slot): void {
    slot.unsubscribe?.()
    if (slots.get(slug) !== slot) return
    slots.delete(slug)
    size -= slot.loaded?.json.length ?? 0
  }

  async function load(slug: string, before: Slot['loaded'], slot: () => Slot): Promise<Catalogue | null> {
    const employer = await employers.bySlug(scope(), slug).catch(nullWhenUnknown)
    if (!employer) {
      drop(slug, slot())
      return null
    }
    // Listen first and read second, else a publication between the two would stay unseen.
    const own = slot()
    own.unsubscribe = bus.subscribe(feedOf(employer._id), (entries) => {
      if (entries.some(({ type }) => /^(employer|posting|response)\./.test(type))) drop(slug, own)
    })
    const jobs = (await postings.published(scope(), employer._id)).flatMap(presentPublic).sort(newestFirst)
    const responses = await publicResponses(scope(), employer._id)
    const { companyName } = employer
    const json = JSON.stringify([companyName, jobs, responses])
    const catalogue =
      json === before?.json
        ? before.catalogue
        : { employer: { companyName, slug }, jobs, responses, rendered: new Map() }
    keep(slug, own, { catalogue, json })
    return catalogue
  }

  function keep(slug: string, slot: Slot, loaded: NonNullable<Slot['loaded']>): void {
    // Dropped or replaced while it was read: whoever waits gets it, nobody else.
    if (slots.get(slug) !== slot) {
      slot.unsubscribe?.()
      return
    }
    slot.loaded = loaded
    size += loaded.json.length
    for (const [oldest, old] of slots) {
      if (size <= capacity) break
      if (old.loaded) drop(oldest, old)
    }
  }

  return {
    find: (slug) => {
      const known = slots.get(slug)
      if (known && performance.now() - known.startedAt < freshFor) return known.ready
      if (known) drop(slug, known)
      const slot: Slot = { startedAt: performance.now(), ready: load(slug, known?.loaded, () => slot) }
      slots.set(slug, slot)
      slot.ready.catch(() => drop(slug, slot))
      return slot.ready
    },
  }
}

function nullWhenUnknown(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}

/** The posting as published; later edits wait until they are published too. */
function presentPublic({ _id, published }: PostingRecord): PublicPosting[] {
  if (!published) return []
  const { title, description, requirements, salary, location, employmentType, at } = published
  const content = { title, description, requirements, salary, location, employmentType }
  return [{ id: PostingId.parse(_id), ...content, publishedAt: at.toISOString() }]
}

const newestFirst = (a: PublicPosting, b: PublicPosting): number =>
  b.publishedAt.localeCompare(a.publishedAt) || b.id.localeCompare(a.id)

export const jobIn = ({ jobs }: Catalogue, jobId: string): PublicPosting | null =>
  jobs.find(({ id }) => id === jobId) ?? null
