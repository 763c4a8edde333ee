import type { Application, endpoints, MoveOneOfMany, MoveResult } from '#protocol/applications'
import type { Result } from '#protocol/contract'
import { ApplicationId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { refuseBinned } from '../postings/policy.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import { expectReason } from './hiring-settings/expect-reason.ts'
import { type HiringSettingsRecord, hiringSettings } from './hiring-settings/repository.ts'
import { authorize } from './policy.ts'
import { presentAll } from './present.ts'
import { applications, type StandingRecord } from './repository.ts'
import { type Change, saveAll } from './save.ts'
import { decideMove, moveOf } from './stages.ts'

type Refused = Extract<MoveResult, { ok: false }>
/** How one card stands at the end, and what that changes. */
interface Decided {
  readonly after: StandingRecord
  readonly change: Change | null
}

/** Moves many cards in one transaction. A card that cannot be moved is answered for itself; the others are moved. */
export async function moveMany(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.moveApplications>, 'body'>,
): Promise<Result<typeof endpoints.moveApplications>> {
  const ids = body.moves.map(({ applicationId }) => applicationId)
  const found = await applications.standing(tx, member.employerId, ids)
  const cards = new Map(found.map((card) => [card._id, card]))
  const jobIds = [...new Set(found.map(({ jobId }) => jobId))]
  const jobs = new Map((await postings.many(tx, member.employerId, jobIds)).map((job) => [job._id, job]))

  const settings = await hiringSettings.get(tx, member.employerId)

  const decided = body.moves.map((move) => {
    const card = cards.get(move.applicationId)
    return decideOne(tx, member, move, card, card && jobs.get(card.jobId), settings)
  })
  for (const job of jobs.values()) {
    const changes = decided.flatMap((one) => ('change' in one && one.change ? [one.change] : []))
    const ofJob = changes.filter(({ after }) => after.jobId === job._id)
    saveAll(tx, ofJob, job, byUser(member))
  }
  const standing = decided.flatMap((one) => ('after' in one ? [one.after] : []))
  const shown = new Map<string, Application>()
  for (const application of await presentAll(tx, member, standing)) shown.set(application.id, application)
  const results = decided.map((one, index): MoveResult => {
    if ('error' in one) return one
    const application = shown.get(ids[index] ?? '')
    return application ? { ok: true, applicationId: application.id, application } : refused(one.after, notThere())
  })
  return { results }
}

function decideOne(
  tx: Tx,
  member: Member,
  { applicationId, ifVersion, ...asked }: MoveOneOfMany,
  before: StandingRecord | undefined,
  job: PostingRecord | undefined,
  settings: HiringSettingsRecord,
): Decided | Refused {
  try {
    if (!before || !job) throw notThere()
    authorize(member, 'application.move', before.jobId)
    refuseBinned(job)
    expectVersion(before, ifVersion)
    const move = moveOf(asked)
    const decided = decideMove(before, move, job.stages, member.userId, tx.now)
    if (decided === null) return { after: before, change: null }
    expectReason(move, settings)
    const { application: after, type } = decided
    return { after, change: { before, after, type } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refused({ _id: applicationId }, error)
  }
}

const notThere = () => new AppError('not-found', 'There is no such application.')

const refused = ({ _id }: Pick<StandingRecord, '_id'>, { code, message }: AppError): Refused => ({
  ok: false,
  applicationId: ApplicationId.parse(_id),
  error: { code, message },
})
