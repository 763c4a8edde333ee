import type { endpoints } from '#protocol/careers'
import type { Result } from '#protocol/contract'
import { ResumeId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { type ResumeParts, receiveResume } from '../candidates/resumes/receive-resume.ts'
import { resumes } from '../candidates/resumes/repository.ts'
import { employers } from '../employers/repository.ts'
import type { Cause } from '../request-id.ts'
import type { Once } from './apply.ts'
import { type Catalogues, jobIn } from './catalogue.ts'

export type UploadParts = ResumeParts & { readonly catalogues: Catalogues }

/**
 * A candidate sends up a résumé before the application names it.
 * @throws {AppError} `not-found` for a job that takes nobody, and what `receiveResume` refuses
 */
export async function uploadResume(
  parts: UploadParts,
  visitor: Cause,
  { slug, jobId, name, bytes }: { slug: string; jobId: string; name: string; bytes: Uint8Array },
  once: Once,
): Promise<Result<typeof endpoints.uploadResume>> {
  const catalogue = await parts.catalogues.find(slug)
  if (!catalogue || !jobIn(catalogue, jobId)) throw new AppError('not-found', 'There is no such job.')
  const { _id: employerId } = await employers.bySlug(parts.scope(), slug)
  const received = await receiveResume(parts, visitor, name, bytes)
  return once([], async (tx) => {
    await resumes.insert(tx, { ...received, employerId, applicationId: null, uploadedBy: null, at: tx.now })
    return { resumeId: ResumeId.parse(received._id), name: received.name, text: received.text }
  })
}
