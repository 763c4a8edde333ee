import type { Document, Filter } from 'mongodb'
import type { Scope } from '../store/scope.ts'

/** The ids by which the rest of an employer's records are found. */
export interface OwnedIds {
  readonly employerId: string
  readonly jobIds: readonly string[]
  readonly applicationIds: readonly string[]
  /** Those whose ratings are revealed. What is sealed is read by nobody, in a file neither. */
  readonly revealedIds: readonly string[]
  readonly candidateIds: readonly string[]
  /** Of engagements, which are those of their conversations too. */
  readonly engagementIds: readonly string[]
  readonly userIds: readonly string[]
}

/** Filters that together find a collection's records of one employer, each served by an index. */
type Find = (ids: OwnedIds) => Filter<Document>[]

const batch = 100

/** `{field: {$in: […]}}` in pieces that stay small. */
function among(field: string, values: readonly string[]): Filter<Document>[] {
  const filters: Filter<Document>[] = []
  for (let i = 0; i < values.length; i += batch) filters.push({ [field]: { $in: values.slice(i, i + batch) } })
  return filters
}

/** Those of any of the filters, in few commands: each is served by the index as if it stood alone. */
function anyOf(filters: readonly Filter<Document>[]): Filter<Document>[] {
  const joined: Filter<Document>[] = []
  for (let i = 0; i < filters.length; i += batch) joined.push({ $or: filters.slice(i, i + batch) })
  return joined
}

const byEmployer: Find = ({ employerId }) => [{ employerId }]
const byJob: Find = ({ jobIds }) => among('jobId', jobIds)
const byApplication: Find = ({ applicationIds }) => among('applicationId', applicationIds)
const byCandidate: Find = ({ candidateIds }) => among('candidateId', candidateIds)
const byDocument: Find = ({ jobIds, revealedIds }) => among('documentId', documentIds(jobIds, revealedIds))

/** Of postings, kits and shared scorecards. A person's own notes are theirs, not the employer's. */
const documentIds = (jobIds: readonly string[], revealedIds: readonly string[]): string[] => [
  ...jobIds.flatMap((id) => [`posting:${id}`, `kit:${id}`]),
  ...revealedIds.map((id) => `scorecard:${id}`),
]

/** The lanes of a document lie beside each other in the index of streams. */
const lanes = (documentId: string): Filter<Document> => ({
  stream: { $gte: `doc:${documentId}:`, $lt: `doc:${documentId};` },
})

/** What belongs to an employer, in the order in which it is taken in: what others refer to comes first. */
export const owned: Readonly<Record<string, Find>> = {
  employers: ({ employerId }) => [{ _id: employerId as never }],
  users: ({ userIds }) => among('_id', userIds),
  memberships: byEmployer,
  consultant_profiles: ({ userIds }) => among('_id', userIds),
  engagements: byEmployer,
  postings: byEmployer,
  posting_tallies: byEmployer,
  posting_templates: byEmployer,
  kits: ({ jobIds }) => among('_id', jobIds),
  kit_versions: byJob,
  kit_templates: byEmployer,
  candidates: byEmployer,
  candidateNotes: byCandidate,
  reveals: byCandidate,
  applications: byEmployer,
  resumes: byApplication,
  decisions: byApplication,
  hiring_settings: ({ employerId }) => [{ _id: employerId as never }],
  reminders: byEmployer,
  rooms: byEmployer,
  interviews: byEmployer,
  feedback: byCandidate,
  panels: ({ applicationIds }) => among('_id', applicationIds),
  ratings: ({ revealedIds }) => among('applicationId', revealedIds),
  board_views: byEmployer,
  language_dismissals: byDocument,
  language_pins: byDocument,
  language_scores: byDocument,
  documents: ({ jobIds, revealedIds }) => among('_id', documentIds(jobIds, revealedIds)),
  document_snapshots: byDocument,
  document_versions: byDocument,
  document_comments: byDocument,
  document_suggestions: byDocument,
  attachments: ({ engagementIds }) => among('conversationId', engagementIds),
  saved_reports: byEmployer,
  audit: byEmployer,
  journal: ({ employerId, engagementIds, jobIds, revealedIds }) => [
    { stream: `feed:${employerId}` },
    ...among(
      'stream',
      engagementIds.map((id) => `chat:${id}`),
    ),
    ...anyOf(documentIds(jobIds, revealedIds).map(lanes)),
  ],
}

/** Files whose records name them by `fileId`, and the bucket of their bytes. */
export const buckets: Readonly<Record<string, string>> = { resumes: 'resumeFiles', attachments: 'attachments' }

/** What stays behind, and why. A new collection finds its place in one of these two lists: a test asks. */
export const leftBehind: Readonly<Record<string, string>> = {
  sessions: 'who is signed in here',
  link_tokens: 'links that work once',
  attempts: 'counted sign-ins',
  idempotency: 'answers of this installation',
  outbox: 'work of this installation',
  tickets: 'good for a minute',
  presence: 'who is here now',
  looks: 'who looks at whom now',
  former_memberships: 'versions of rights here',
  invitations: 'links that nobody has used yet',
  chat_notices: 'mail that waits here',
  chat_notice_progress: 'mail that waits here',
  chat_preferences: 'of a person, over all employers',
  read_positions: 'of a person',
  language_standings: 'made anew',
  report_runs: 'files kept for a day',
  report_sendings: 'mail sent from here',
  imports: 'kept for 30 days',
  import_blocks: 'kept for 30 days',
  import_mappings: 'remembered anew',
  archives: 'this one among them',
  second_factors: 'how a person signs in here',
  sso_identities: 'how a person signs in here',
  sso_attempts: 'good for minutes',
  api_tokens: 'secrets of this installation',
  product_feedback: 'for those who run this installation',
  stand_ins: 'who looks as somebody else here',
  employer_security: 'how people sign in here',
  demographics: 'what candidates said of themselves, with no way back to a person',
  answer_asks: 'links that work once',
  answer_pools: 'what candidates said of the process, with no way back to a person',
  answer_batches: 'what candidates said of the process, with no way back to a person',
  answer_interview_ends: 'when candidates are asked',
  answer_responses: 'what candidates said of the process, with no way back to a person',
  alert_subscribers: 'people who asked this careers page for news',
  alert_sent: 'mail sent from here',
  notifications: 'of a person',
  notification_preferences: 'of a person',
  webhooks: 'secrets of this installation',
  webhook_deliveries: 'sent from here',
  calendars: 'times held here, anew for what was agreed',
  working_hours: 'of a person',
  external_calendars: 'of a person',
  calendar_feeds: 'links of a person',
  figure_books: 'counted anew from the journal',
  figure_facts: 'counted anew from the journal',
  figure_cells: 'counted anew from the journal',
  figure_layouts: 'of a person',
  fairness_releases: 'counted anew',
}

/** The ids, read first. People: members, consultants, and whoever an entry of the log names. */
export async function ownedIds({ db }: Pick<Scope, 'db'>, employerId: string): Promise<OwnedIds> {
  const idsOf = async (collection: string): Promise<string[]> =>
    (
      await db
        .collection<{ _id: string }>(collection)
        .find({ employerId })
        .project<{ _id: string }>({ _id: 1 })
        .toArray()
    ).map(({ _id }) => _id)
  const members = await db.collection('memberships').find({ employerId }).toArray()
  const engagements = await db
    .collection<{ _id: string; consultantId: string | null }>('engagements')
    .find({ employerId })
    .toArray()
  const audit = db
    .collection('audit')
    .find({ employerId })
    .project<{ actor: { kind: string; id: string | null } }>({ actor: 1 })
  const userIds = new Set<string>([
    ...members.map((member) => String(member['userId'])),
    ...engagements.flatMap(({ consultantId }) => consultantId ?? []),
  ])
  for await (const { actor } of audit) if (actor.kind === 'user' && actor.id) userIds.add(actor.id)
  const applicationIds = await idsOf('applications')
  const revealedIds: string[] = []
  for (const filter of among('_id', applicationIds)) {
    const panels = await db.collection('panels').find(filter).toArray()
    revealedIds.push(...panels.filter((panel) => panel['revealed'] !== null).map(({ _id }) => String(_id)))
  }
  return {
    employerId,
    jobIds: await idsOf('postings'),
    ...{ applicationIds, revealedIds },
    candidateIds: await idsOf('candidates'),
    engagementIds: engagements.map(({ _id }) => _id),
    userIds: [...userIds],
  }
}
