import type { Application, ApplicationStanding } from '#protocol/applications'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import type { Stage } from '#protocol/postings'
import { redact } from '../candidates/redact.ts'
import { type CandidateRecord, candidates, reveals } from '../candidates/repository.ts'
import { withoutNames } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { channelOf } from './channels.ts'
import type { StandingRecord } from './repository.ts'
import { isSelected } from './selection.ts'
import { neverApplied } from './stages.ts'

/** Applications for one reader: a name only where it was revealed to this person. */
export async function presentAll(
  scope: Scope,
  member: Member,
  records: readonly StandingRecord[],
): Promise<Application[]> {
  if (records.length === 0) return []
  const ids = records.map((record) => record.candidateId)
  const people = await candidates.many(scope, member.employerId, ids)
  const kin = await taggedKinOf(scope, member, [...people.values()])
  const revealed = await reveals.to(scope, member, [...ids, ...kin.map(({ _id }) => _id)])
  return records.flatMap((record) => {
    const candidate = people.get(record.candidateId)
    return candidate ? [shown(record, candidate, kin, revealed)] : []
  })
}

/** The same for one whose candidate was read already. */
export async function presentKnown(
  scope: Scope,
  member: Member,
  record: StandingRecord,
  { candidate, isRevealed }: { readonly candidate: CandidateRecord; readonly isRevealed: boolean },
): Promise<Application> {
  const kin = await taggedKinOf(scope, member, [candidate])
  const revealed = await reveals.to(
    scope,
    member,
    kin.map(({ _id }) => _id),
  )
  if (isRevealed) revealed.add(candidate._id)
  return shown(record, candidate, kin, revealed)
}

/** A tag may name the person as another of their records has it. */
function taggedKinOf(scope: Scope, { employerId }: Member, people: readonly CandidateRecord[]) {
  const tagged = people.flatMap(({ tags, personId }) => (tags?.length && personId ? [personId] : []))
  return candidates.ofPersons(scope, employerId, [...new Set(tagged)])
}

function shown(
  record: StandingRecord,
  candidate: CandidateRecord,
  kin: readonly CandidateRecord[],
  revealed: ReadonlySet<string>,
): Application {
  const { personId } = candidate
  const others = personId ? kin.filter((one) => one.personId === personId && one._id !== candidate._id) : []
  const tags = shownTags(candidate, others, (id) => revealed.has(id))
  return present(record, candidate, tags, revealed.has(candidate._id))
}

/** The tags as they are for those to whom every record of the person is revealed, else without any of its names. */
export function shownTags(
  candidate: CandidateRecord,
  kin: readonly CandidateRecord[],
  isRevealed: (candidateId: string) => boolean,
): string[] {
  const records = [candidate, ...kin]
  const isWhollyShown = records.every(({ _id }) => isRevealed(_id))
  return (candidate.tags ?? []).map((tag) => (isWhollyShown ? tag : withoutNames(records, tag)))
}

export function present(
  record: StandingRecord,
  candidate: CandidateRecord,
  tags: string[],
  revealed: boolean,
): Application {
  const { applicationId, jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version } =
    standingOf(record)
  return {
    id: applicationId,
    jobId,
    candidateId,
    stage,
    status,
    // A source is free text of the candidate's: it can name them.
    source: record.source === null || revealed ? record.source : redact(record.source, candidate),
    candidate: { id: candidateId, code: candidate.code, name: revealed ? candidate.name : null },
    appliedAt: record.appliedAt.toISOString(),
    stageSince,
    viewed: record.viewedAt !== null,
    selected,
    lookAgainAt,
    tags,
    version,
  }
}

/** The part that goes into the feed: no identity, no free text. */
function standingOf(record: StandingRecord): ApplicationStanding {
  return {
    applicationId: ApplicationId.parse(record._id),
    jobId: PostingId.parse(record.jobId),
    candidateId: CandidateId.parse(record.candidateId),
    stage: record.stage,
    status: record.status,
    stageSince: record.stageSince.toISOString(),
    selected: isSelected(record),
    lookAgainAt: record.lookAgainAt?.toISOString() ?? null,
    version: record.version,
  }
}

/** What the feed is told: where it stands, of which kind that stage is, and of a new one when it came, and where from. */
export function entryDataOf(
  type: string,
  record: StandingRecord,
  stages: readonly Pick<Stage, 'id' | 'kind'>[],
): ApplicationStanding {
  const kind = stages.find(({ id }) => id === record.stage)?.kind
  return {
    ...standingOf(record),
    ...(kind ? { kind } : {}),
    ...(neverApplied(record) ? { takenBack: true } : {}),
    ...(type === 'application.received'
      ? { channel: channelOf(record.source), appliedAt: record.appliedAt.toISOString() }
      : {}),
  }
}
