import { strToU8, zipSync } from 'fflate'
import { decisionRows } from '../applications/decisions/repository.ts'
import { reveals } from '../candidates/repository.ts'
import { resumeBytes, resumes } from '../candidates/resumes/repository.ts'
import { readPortal } from '../careers/portal.ts'
import { employers } from '../employers/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { findPerson } from './find-person.ts'

/**
 * What an employer has of somebody, as a zip: `data.json`, and the files as they were sent. Who decided, what colleagues
 * wrote and the answers to the voluntary questions are not in it: the first is others' data, the last nobody can find.
 */
export async function exportData(scope: Scope, links: LinkSecrets, applicationId: string): Promise<Uint8Array> {
  const { candidate, applications } = await findPerson(scope, applicationId)
  const ids = applications.map(({ _id }) => _id)
  const [{ companyName }, files, shown] = await Promise.all([
    employers.get(scope, candidate.employerId),
    resumes.ofApplications(scope, ids),
    reveals.of(scope, candidate._id),
  ])
  const told = await Promise.all(
    applications.map(async (application) => {
      const { view, interviews } = await readPortal(scope, links, application._id)
      const decided = await decisionRows(scope)
        .find({ applicationId: application._id })
        .sort({ applicationId: 1, _id: 1 })
        .limit(500)
        .toArray()
      return {
        job: view.jobTitle,
        appliedAt: view.appliedAt,
        state: view.headline,
        next: view.next,
        feedback: view.feedback,
        interviews: interviews.map(({ state, startsAt, endsAt, location, reason }) => ({
          ...{ state, startsAt, endsAt, location, reason },
        })),
        source: application.source,
        resumeText: application.resumeText,
        answers: application.answers,
        files: files
          .filter((file) => file.applicationId === application._id)
          .map(({ _id, name }) => fileName(_id, name)),
        // What the team may still take back is not told here either.
        steps: decided.filter(({ at }) => isOut(at, scope.now)).map(({ kind, at }) => ({ kind, at: at.toISOString() })),
      }
    }),
  )
  const data = {
    exportedAt: scope.now.toISOString(),
    company: companyName,
    person: { name: candidate.name, email: candidate.email, phone: candidate.phone },
    firstAppliedAt: candidate.createdAt.toISOString(),
    applications: told,
    identityShown: shown.map(({ at }) => ({ at: at.toISOString() })),
  }
  const zipped: Record<string, Uint8Array | [Uint8Array, { level: 0 }]> = {
    'data.json': strToU8(JSON.stringify(data, null, 2)),
  }
  for (const { _id, name, fileId } of files) {
    // Such files are packed already: packing them again takes time and saves nothing.
    zipped[fileName(_id, name)] = [await bytesOf(resumeBytes.read(scope, fileId)), { level: 0 }]
  }
  return zipSync(zipped)
}

/** For so long a decision can be taken back, and somewhat more, in milliseconds. */
const settled = 15_000
const isOut = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > settled

/** Two files may have one name. */
const fileName = (id: string, name: string): string => `files/${id.slice(-6)}-${name}`

async function bytesOf(stream: ReadableStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
