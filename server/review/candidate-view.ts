import type { Candidate, Resume } from '#protocol/candidates'
import { CandidateId, ResumeId, UserId } from '#protocol/ids'
import { type Action, may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { present, shownTags } from '../applications/present.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { mayKnow } from '../candidates/reader.ts'
import { type CandidateRecord, candidates, type RevealRecord, reveals } from '../candidates/repository.ts'
import { type ResumeRecord, resumes } from '../candidates/resumes/repository.ts'
import { withoutNames } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import { exceptBinned } from '../postings/bin.ts'
import { canSee, refuseBinned } from '../postings/policy.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'

/** A candidate with what one member may see of them. */
export interface CandidateFile {
  readonly candidate: CandidateRecord
  /** Other records of the same person. */
  readonly kin: readonly CandidateRecord[]
  /** Applications of all of them, as far as the member sees them, and the postings that they are for. */
  readonly visible: readonly ApplicationRecord[]
  readonly jobs: readonly PostingRecord[]
  /** The postings that any of them applied for: whoever sees one of these is told of changes. */
  readonly jobIds: readonly string[]
  /** Of all of them. */
  readonly reveals: readonly RevealRecord[]
}

/**
 * @throws {AppError} `not-found` for a candidate none of whose applications the member may see, `posting-in-bin` where all
 * of them are in the bin
 */
export async function openFile(scope: Scope, member: Member, candidateId: string): Promise<CandidateFile> {
  const candidate = await candidates.get(scope, member.employerId, candidateId)
  const kin = await candidates.kinOf(scope, candidate)
  const all: ApplicationRecord[] = []
  for (const { _id } of [candidate, ...kin]) all.push(...(await applications.ofCandidate(scope, _id)))
  const reached = all.filter((application) => may(member, 'pipeline.read', application.jobId))
  const jobs = await postings.many(scope, member.employerId, [...new Set(reached.map(({ jobId }) => jobId))])
  const visible = exceptBinned(reached, jobs)
  // By the own applications: whoever sees only those of another record of the person opens that one.
  const isOwn = (application: ApplicationRecord) => application.candidateId === candidateId
  if (!visible.some(isOwn)) {
    const hidden = reached.filter(isOwn).map(({ jobId }) => jobId)
    for (const job of jobs) if (hidden.includes(job._id) && canSee(member, job, scope.now)) refuseBinned(job)
    throw new AppError('not-found', 'There is no such candidate.')
  }
  const marks: RevealRecord[] = []
  for (const { _id } of [candidate, ...kin]) marks.push(...(await reveals.of(scope, _id)))
  const jobIds = [...new Set(all.map(({ jobId }) => jobId))]
  return { candidate, kin, visible, jobs, jobIds, reveals: marks }
}

/**
 * The file, for somebody who may do this on one of its jobs.
 * @throws {AppError} `not-found` or `forbidden`
 */
export async function openFileFor(
  scope: Scope,
  member: Member,
  candidateId: string,
  action: Action,
): Promise<CandidateFile> {
  const file = await openFile(scope, member, candidateId)
  if (!file.visible.some(({ jobId }) => may(member, action, jobId))) throw new AppError('forbidden')
  return file
}

/** Each record by itself: whoever merges a stranger with somebody they know must not learn who that is. */
export const isRevealedTo = (file: CandidateFile, member: Member, candidateId = file.candidate._id): boolean =>
  mayKnow(member) &&
  file.reveals.some((reveal) => reveal.userId === member.userId && reveal.candidateId === candidateId)

/** Whether the member may read what can name the person by any of the records. */
export const knowsAll = (file: CandidateFile, member: Member): boolean =>
  [file.candidate, ...file.kin].every(({ _id }) => isRevealedTo(file, member, _id))

/** Free text about the candidate as somebody blind reads it: without any name of the person. */
export const blindText = ({ candidate, kin }: CandidateFile, text: string): string =>
  withoutNames([candidate, ...kin], text)

/** The file as this member reads it: blind, unless the candidate was revealed to them. */
export const presentFile = (scope: Scope, member: Member, file: CandidateFile): Promise<Candidate> =>
  presentFor(scope, file, (candidateId) => isRevealedTo(file, member, candidateId))

/** The file as those read it to whom nobody was revealed. */
export const presentBlind = (scope: Scope, file: CandidateFile): Promise<Candidate> =>
  presentFor(scope, file, () => false)

async function presentFor(
  scope: Scope,
  file: CandidateFile,
  isShown: (candidateId: string) => boolean,
): Promise<Candidate> {
  const { candidate, kin, visible, jobs } = file
  // Whoever knew them has nothing to know any more.
  const revealed = isShown(candidate._id) && !candidate.erasedAt
  const tagsOf = (person: CandidateRecord) =>
    shownTags(
      person,
      [candidate, ...kin].filter(({ _id }) => _id !== person._id),
      isShown,
    )
  const titles = new Map(jobs.map((job) => [job._id, job.title]))
  const people = new Map([candidate, ...kin].map((person) => [person._id, person]))
  const files = await resumes.ofApplications(
    scope,
    visible.map(({ _id }) => _id),
  )
  const seen = new Set(visible.map(({ candidateId }) => candidateId))
  return {
    id: CandidateId.parse(candidate._id),
    code: candidate.code,
    revealed,
    identity: revealed ? identityOf(candidate) : null,
    applications: visible.map((application) => {
      const person = people.get(application.candidateId) ?? candidate
      const own = files.filter(({ applicationId }) => applicationId === application._id)
      const shown = isShown(application.candidateId)
      const blind = (words: string) => (shown ? words : blindText(file, words))
      const text = [application.resumeText, own[0]?.text].filter(Boolean).join('\n\n')
      return {
        ...present(application, person, tagsOf(person), shown),
        jobTitle: titles.get(application.jobId) ?? '',
        resumeText: text === '' ? null : blind(text),
        answers: application.answers.map(({ question, answer }) => ({
          question: blind(question),
          answer: blind(answer),
        })),
        resumes: own.map((resume) => presentResume(resume, shown)),
      }
    }),
    reveals: file.reveals
      .filter(({ candidateId }) => candidateId === candidate._id)
      .map(({ userId, at, reason }) => ({
        userId: UserId.parse(userId),
        at: at.toISOString(),
        reason,
      })),
    tags: tagsOf(candidate),
    erasedAt: candidate.erasedAt?.toISOString() ?? null,
    sameAs: kin
      .filter(({ _id }) => seen.has(_id))
      .map((person) => ({
        id: CandidateId.parse(person._id),
        code: person.code,
        identity: isShown(person._id) ? identityOf(person) : null,
      })),
    version: candidate.version,
  }
}

const identityOf = ({ name, email, phone }: CandidateRecord) => ({ name, email, phone })

const presentResume = ({ _id, name, contentType, size, uploadedBy, at }: ResumeRecord, revealed: boolean): Resume => ({
  id: ResumeId.parse(_id),
  name: revealed ? name : null,
  contentType,
  size,
  addedBy: uploadedBy === null ? null : UserId.parse(uploadedBy),
  at: at.toISOString(),
})
