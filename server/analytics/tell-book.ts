import { z } from 'zod'
import { ApplicationStatus, Channel } from '#protocol/applications'
import { Time } from '#protocol/common'
import { StageKind } from '#protocol/postings'
import { channelOf } from '../applications/channels.ts'
import { applications, type StandingRecord } from '../applications/repository.ts'
import type { Entry } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import { panels, ratings } from '../scorecards/repository.ts'
import { agreementOf } from './agreement.ts'
import { countsOf, difference, tagsOf } from './counts.ts'
import { changed, type Fact, type News, received } from './fact.ts'
import { type CellChange, cells, type FactRecord, factId, facts } from './repository.ts'

const Standing = z.object({
  applicationId: z.string(),
  jobId: z.string(),
  candidateId: z.string(),
  stage: z.string(),
  status: ApplicationStatus,
  stageSince: Time,
  selected: z.boolean().catch(false),
  kind: StageKind.optional(),
  channel: Channel.optional(),
  appliedAt: Time.optional(),
  takenBack: z.boolean().catch(false),
})
const About = z.object({ applicationId: z.string() })

type Told = { readonly entry: Entry; readonly data: z.infer<typeof Standing> }

/**
 * Adds entries, in order, to the facts and the counts of a book. What entries of old do not say is read from the
 * records: the kind of a stage, and where an application came from.
 */
export async function tellBook(
  tx: Tx,
  { employerId, book }: { readonly employerId: string; readonly book: string },
  entries: readonly Entry[],
): Promise<void> {
  const last = entries.at(-1)
  if (!last) return
  const about = entries.flatMap(({ data }) => About.safeParse(data).data?.applicationId ?? [])
  const before = await facts.many(tx, book, [...new Set(about)])
  const now = new Map<string, Fact>(before)
  const kindOf = await kindsOf(tx, employerId, entries)
  const origins = await originsOf(tx, employerId, entries)
  const agreements = await agreementsOf(tx, entries)
  for (const entry of entries) {
    const told = toldOf(entry)
    if (told) {
      const fact = now.get(told.data.applicationId)
      const news = newsOf(told, kindOf)
      if (news.type === 'received') {
        const { applicationId, jobId, candidateId } = told.data
        const origin = originOf(told.data, origins.get(applicationId))
        const fresh = received({ applicationId, jobId, candidateId, ...origin }, news)
        // Brought again by a file, once the import that brought it first was undone.
        now.set(applicationId, fact ? { ...fresh, moves: [...fact.moves, ...fresh.moves] } : fresh)
      } else if (fact) now.set(told.data.applicationId, changed(fact, news))
      continue
    }
    const applicationId = About.safeParse(entry.data).data?.applicationId
    const fact = applicationId === undefined ? undefined : now.get(applicationId)
    if (applicationId !== undefined && fact) now.set(applicationId, noted(fact, entry, agreements))
  }
  const written = [...now.values()].filter((fact) => fact !== before.get(fact.applicationId))
  await facts.save(
    tx,
    written.map((fact) => recordOf(book, fact)),
  )
  await cells.add(tx, book, last.seq, changesOf(written, before))
}

/** An entry about where an application stands; null: about something else, or of a shape that says too little. */
function toldOf(entry: Entry): Told | null {
  if (!entry.type.startsWith('application.')) return null
  const { data } = Standing.safeParse(entry.data)
  return data ? { entry, data } : null
}

function newsOf({ entry, data }: Told, kindOf: (jobId: string, stage: string) => StageKind): News {
  const { stage, status, selected, takenBack, jobId } = data
  return {
    ...{ seq: entry.seq, at: entry.at, actor: entry.actor, stage, status, selected, takenBack },
    type: entry.type.slice('application.'.length),
    kind: data.kind ?? kindOf(jobId, stage),
    stageSince: new Date(data.stageSince),
  }
}

/** What interviews and panels say. */
function noted(fact: Fact, entry: Entry, agreements: ReadonlyMap<string, number | null>): Fact {
  if (entry.type === 'interview.scheduled') return { ...fact, bookedAt: fact.bookedAt ?? entry.at }
  if (entry.type === 'interview.done') return { ...fact, met: [...othersOf(fact, entry), interviewOf(entry)] }
  // Said to have taken place, and set right.
  if (entry.type === 'interview.no-show') return { ...fact, met: othersOf(fact, entry) }
  if (!isOfPanel(entry)) return fact
  return { ...fact, agreement: agreements.get(fact.applicationId) ?? fact.agreement }
}

const interviewOf = ({ data }: Entry): string => String(data['interviewId'])
const othersOf = ({ met }: Fact, entry: Entry): string[] => met.filter((id) => id !== interviewOf(entry))

const isOfPanel = ({ type }: Entry): boolean => type === 'scorecard.revealed' || type === 'scorecard.amended'

async function kindsOf(tx: Tx, employerId: string, entries: readonly Entry[]) {
  const unsaid = entries.flatMap((entry) => {
    const told = toldOf(entry)
    return told && !told.data.kind ? [told.data.jobId] : []
  })
  const found = unsaid.length === 0 ? [] : await postings.many(tx, employerId, [...new Set(unsaid)])
  const stages = new Map(found.map((posting) => [posting._id, posting.stages]))
  // The default stages have their kind as id; a stage of another name that is gone can only have been an early one.
  return (jobId: string, stage: string): StageKind =>
    stages.get(jobId)?.find(({ id }) => id === stage)?.kind ?? StageKind.safeParse(stage).data ?? 'applied'
}

type Origin = Pick<StandingRecord, 'source' | 'appliedAt'>

const originOf = ({ channel, appliedAt, stageSince }: Told['data'], record: Origin | undefined) => ({
  channel: channel ?? channelOf(record?.source ?? null),
  appliedAt: appliedAt === undefined ? (record?.appliedAt ?? new Date(stageSince)) : new Date(appliedAt),
})

/** Of entries that leave out where somebody came from: they are of old, or of people who were taken over. */
async function originsOf(tx: Tx, employerId: string, entries: readonly Entry[]): Promise<Map<string, Origin>> {
  const unsaid = entries.flatMap((entry) => {
    const told = entry.type === 'application.received' ? toldOf(entry) : null
    return told && !told.data.channel ? [told.data.applicationId] : []
  })
  const found = unsaid.length === 0 ? [] : await applications.standing(tx, employerId, unsaid)
  return new Map(found.map((record) => [record._id, record]))
}

/** Numbers are in records, never in entries. Only panels that are revealed are read. */
async function agreementsOf(tx: Tx, entries: readonly Entry[]): Promise<Map<string, number | null>> {
  const ids = new Set(entries.filter(isOfPanel).flatMap(({ data }) => About.safeParse(data).data?.applicationId ?? []))
  const found = new Map<string, number | null>()
  for (const [applicationId, panel] of await panels.many(tx, [...ids])) {
    if (!panel.revealed) continue
    const submitted = (await ratings.ofApplication(tx, applicationId)).filter(({ submittedAt }) => submittedAt !== null)
    const scores = submitted.map(
      (one) => new Map(one.ratings.flatMap(({ criterionId, score }) => (score === null ? [] : [[criterionId, score]]))),
    )
    found.set(applicationId, agreementOf(scores))
  }
  return found
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const recordOf = (book: string, fact: Fact): FactRecord => ({
  ...fact,
  _id: factId(book, fact.applicationId),
  book,
  day: dayOf(fact.appliedAt),
  tags: tagsOf(fact),
})

function changesOf(written: readonly Fact[], before: ReadonlyMap<string, Fact>): CellChange[] {
  const changes = new Map<string, { jobId: string; day: string; added: Record<string, number> }>()
  const add = ({ jobId, appliedAt }: Fact, counts: Readonly<Record<string, number>>) => {
    const day = dayOf(appliedAt)
    const change = changes.get(`${jobId} ${day}`) ?? { jobId, day, added: {} }
    changes.set(`${jobId} ${day}`, change)
    for (const [name, n] of Object.entries(counts)) change.added[name] = (change.added[name] ?? 0) + n
  }
  for (const fact of written) {
    const was = before.get(fact.applicationId)
    if (was && dayOf(was.appliedAt) === dayOf(fact.appliedAt)) add(fact, difference(countsOf(was), countsOf(fact)))
    else {
      if (was) add(was, difference(countsOf(was), {}))
      add(fact, countsOf(fact))
    }
  }
  return [...changes.values()]
    .map(({ added, ...of }) => ({
      ...of,
      added: Object.fromEntries(Object.entries(added).filter(([, n]) => n !== 0)),
    }))
    .filter(({ added }) => Object.keys(added).length > 0)
}
