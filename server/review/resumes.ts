import { endpoints } from '#protocol/candidates'
import { ResumeId } from '#protocol/ids'
import { may, reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { authorize } from '../applications/policy.ts'
import { applications } from '../applications/repository.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import { type ResumeParts, receiveResume } from '../candidates/resumes/receive-resume.ts'
import { resumeBytes, resumes } from '../candidates/resumes/repository.ts'
import type { Bind } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { feedOf } from '../journal/entry.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { isRevealedTo, openFile } from './candidate-view.ts'
import { touchFile } from './touch-file.ts'

/** Résumés as files: added by the team, downloaded by those who know who it is. */
export function resumeRoutes(bind: Bind, parts: ResumeParts): void {
  const { scope, journal } = parts

  bind.handle(endpoints.addResume, async (member, { applicationId, query, bytes }, _context, once) => {
    const { employerId, userId } = member
    authorize(member, 'application.move', (await applications.get(scope(), employerId, applicationId)).jobId)
    const received = await receiveResume(parts, member, query.name, bytes)
    return once([feedOf(employerId)], async (tx, member) => {
      const application = await applications.get(tx, employerId, applicationId)
      authorize(member, 'application.move', application.jobId)
      const file = await openFile(tx, member, application.candidateId)
      refuseErased(file.candidate)
      await resumes.insert(tx, { ...received, employerId, applicationId, uploadedBy: userId, at: tx.now })
      await touchFile(tx, member, file, { what: 'resume', action: 'resume.added' })
      return { id: ResumeId.parse(received._id) }
    })
  })

  bind.handle(endpoints.downloadResume, async (member, { candidateId, resumeId }, context) => {
    const file = await openFile(scope(), member, candidateId)
    const resume = await resumes.find(scope(), member.employerId, resumeId)
    const application = file.visible.find(({ _id }) => _id === resume?.applicationId)
    if (!resume || !application) throw new AppError('not-found', 'There is no such résumé.')
    // A right that was taken since does not open the file again.
    if (reachOf(member.role, 'identity.reveal') === 'team' && !may(member, 'identity.reveal', application.jobId)) {
      throw new AppError('forbidden')
    }
    if (!isRevealedTo(file, member, application.candidateId)) {
      throw new AppError('forbidden', 'The file tells who the candidate is. Reveal them first, with a reason.')
    }
    // Kept before the first byte leaves.
    await journal.for(member).commit([], (tx) =>
      recordAudit(tx, {
        ...actOf(member),
        action: 'resume.downloaded',
        subject: { kind: 'candidate', id: candidateId },
      }),
    )
    return context.body(resumeBytes.read(scope(), resume.fileId), 200, {
      ...downloadHeaders(resume),
      'cache-control': 'no-store',
    })
  })
}
