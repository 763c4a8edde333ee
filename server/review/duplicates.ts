import type { endpoints } from '#protocol/candidates'
import { CandidateId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { likenessOf } from '../candidates/likeness.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import { candidates, reveals } from '../candidates/repository.ts'
import { resumes } from '../candidates/resumes/repository.ts'
import type { CommandRun, QueryRun } from '../http/bind.ts'
import { outOfBin } from '../postings/bin.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { openFileFor, presentFile } from './candidate-view.ts'
import { touchFile } from './touch-file.ts'

/** Candidates who share a mailbox, a number, or a name and half of what they wrote; not those merged already. */
export const findDuplicates: QueryRun<typeof endpoints.findDuplicates> = async (scope, member, { candidateId }) => {
  const { candidate } = await openFileFor(scope, member, candidateId, 'candidate.merge')
  const others = (await candidates.alike(scope, candidate)).filter(
    ({ personId }) => !personId || personId !== candidate.personId,
  )
  const ids = others.map(({ _id }) => _id)
  const shown = await reveals.to(scope, member, ids)
  const textOf = await textsOf(scope, member.employerId, [candidateId, ...ids])
  const text = textOf(candidateId)
  const items = []
  for (const other of others) {
    const { words, all } = textOf(other._id)
    if (all.length === 0) continue
    const because = likenessOf({ ...candidate, text: text.words }, { ...other, text: words })
    if (because.length === 0) continue
    items.push({
      id: CandidateId.parse(other._id),
      code: other.code,
      name: shown.has(other._id) ? other.name : null,
      because,
      applications: all.length,
    })
  }
  return { items }
}

/** Read together: a name that many have would cost three reads for each of them. */
async function textsOf(scope: Scope, employerId: string, candidateIds: readonly string[]) {
  const there = await outOfBin(scope, employerId, await applications.ofCandidates(scope, candidateIds))
  const files = await resumes.ofApplications(
    scope,
    there.map(({ _id }) => _id),
  )
  return (candidateId: string): { words: string; all: readonly ApplicationRecord[] } => {
    const all = there.filter((application) => application.candidateId === candidateId)
    const ids = new Set(all.map(({ _id }) => _id))
    const written = all.flatMap(({ resumeText, answers }) => [resumeText ?? '', ...answers.map(({ answer }) => answer)])
    const sent = files.flatMap(({ applicationId, text }) =>
      applicationId !== null && ids.has(applicationId) ? text : [],
    )
    return { words: [...written, ...sent].join('\n'), all }
  }
}

/**
 * Two records are one person from now on. Each keeps its applications, its code name and its history, and only learns of
 * the other: so it can be undone at any time, and nothing that was said of either is said of somebody else.
 */
export const mergeCandidates: CommandRun<typeof endpoints.mergeCandidates> = async (tx, member, input) => {
  const { candidateId, body, ifVersion } = input
  const { otherId } = body
  if (otherId === candidateId) throw new AppError('conflict', 'A candidate is the same as themselves already.')
  const file = await openFileFor(tx, member, candidateId, 'candidate.merge')
  const other = await openFileFor(tx, member, otherId, 'candidate.merge')
  for (const { candidate } of [file, other]) refuseErased(candidate)
  if (ifVersion !== undefined && ifVersion !== file.candidate.version) throw new AppError('version-mismatch')
  if (file.kin.some(({ _id }) => _id === otherId)) return presentFile(tx, member, file)
  // No record's own id: the others would still have it after that one was parted from them, and come back with it.
  const personId = file.candidate.personId ?? other.candidate.personId ?? newId(tx.now.getTime())
  // From now on whoever sees one of the records sees that it has all the others.
  const whole = { ...file, jobIds: [...new Set([...file.jobIds, ...other.jobIds])] }
  for (const record of [other.candidate, ...other.kin, ...file.kin, file.candidate]) {
    const its = { ...whole, candidate: record }
    await touchFile(tx, member, its, { what: 'merged', action: 'candidate.merged', changed: { personId } })
  }
  return presentFile(tx, member, await openFileFor(tx, member, candidateId, 'candidate.merge'))
}

/** Takes a candidate out of those it was merged with. */
export const partCandidate: CommandRun<typeof endpoints.partCandidate> = async (tx, member, { candidateId }) => {
  const file = await openFileFor(tx, member, candidateId, 'candidate.merge')
  if (file.kin.length === 0) return presentFile(tx, member, file)
  for (const record of file.kin) {
    const its = { ...file, candidate: record }
    // The last one that is left stands alone too.
    const changed = file.kin.length === 1 ? { personId: null } : {}
    await touchFile(tx, member, its, { what: 'parted', action: 'candidate.parted', changed })
  }
  await touchFile(tx, member, file, { what: 'parted', action: 'candidate.parted', changed: { personId: null } })
  return presentFile(tx, member, await openFileFor(tx, member, candidateId, 'candidate.merge'))
}
