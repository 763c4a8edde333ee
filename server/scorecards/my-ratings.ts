import type { ChangeRatings, endpoints } from '#protocol/scorecards'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { CommandRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { type KitContent, pinKit } from '../kits/kit-of.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { type Case, kitOfPanel, openLivingCase } from './case.ts'
import { tell, tellRevealed } from './entries.ts'
import { revealedIfComplete, withSubmission } from './panel.ts'
import { mayRate } from './policy.ts'
import { presentMine } from './present.ts'
import { amended, changed, emptyRatings, expectComplete, isSame } from './ratings.ts'
import { type PanelRecord, panels, type RatingsRecord, ratings } from './repository.ts'

interface Mine extends Case {
  readonly kit: KitContent
  readonly record: RatingsRecord
}

interface Wanted {
  readonly applicationId: string
  readonly ifVersion: number | undefined
}

/** What a reviewer has said so far, held to `If-Match`. @throws {AppError} `forbidden` for who is not asked */
async function openMine(tx: Tx, member: Member, { applicationId, ifVersion }: Wanted): Promise<Mine> {
  const found = await openLivingCase(tx, member, applicationId, 'scorecard.write')
  if (!mayRate(member, found.panel)) {
    throw new AppError(
      'forbidden',
      'You are not asked to rate this application. Ask whoever leads the hiring to add you.',
    )
  }
  const record = (await ratings.find(tx, applicationId, member.userId)) ?? emptyRatings(found.panel, member.userId)
  expectVersion(record, ifVersion)
  return { ...found, record, kit: await kitOfPanel(tx, found.panel) }
}

/** Keeps a draft. Nobody but its author ever reads it. */
export const editMyRatings: CommandRun<typeof endpoints.editMyRatings> = async (tx, member, input) => {
  const mine = await openMine(tx, member, input)
  if (mine.record.submittedAt !== null) throw submitted()
  const after = changed(mine.record, input.body, mine.kit.criteria)
  if (isSame(after, mine.record)) return presentMine(mine.record, mine.kit)
  const panel = await withKit(tx, mine)
  // Of no other version: that somebody has begun is to be seen nowhere.
  if (panel !== mine.panel) await panels.save(tx, panel)
  return presentMine(await save(tx, after), mine.kit)
}

/** Hands in. The last one who is missing turns all over, in the same transaction: it can happen only once. */
export const submitMyRatings: CommandRun<typeof endpoints.submitMyRatings> = async (tx, member, input) => {
  const mine = await openMine(tx, member, input)
  const after = changed(mine.record, input.body, mine.kit.criteria)
  if (mine.record.submittedAt !== null) {
    if (!isSame(after, mine.record)) throw submitted()
    return presentMine(mine.record, mine.kit)
  }
  expectComplete(after, mine.kit.criteria)
  const sealed = await withKit(tx, mine)
  const saved = await save(tx, { ...after, submittedAt: tx.now, late: sealed.revealed !== null })
  const panel = await savePanel(tx, revealedIfComplete(withSubmission(sealed, member.userId, tx.now), tx.now))
  tell(tx, 'scorecard.submitted', panel)
  if (sealed.revealed === null && panel.revealed !== null) await tellRevealed(tx, panel, null)
  return presentMine(saved, mine.kit)
}

/** Changes what was handed in; how it read before stays. */
export const amendMyRatings: CommandRun<typeof endpoints.amendMyRatings> = async (tx, member, input) => {
  const mine = await openMine(tx, member, input)
  const { record, kit, panel } = mine
  if (record.submittedAt === null) {
    throw new AppError('conflict', 'These ratings are not submitted yet: change the draft.')
  }
  const { reason, ...changes }: ChangeRatings & { reason: string } = input.body
  const after = changed(record, changes, kit.criteria)
  if (isSame(after, record)) return presentMine(record, kit)
  expectComplete(after, kit.criteria)
  const afterReveal = panel.revealed !== null
  const saved = await save(tx, amended(record, after, { at: tx.now, reason, afterReveal }))
  tell(tx, 'scorecard.amended', await savePanel(tx, panel))
  await recordAudit(tx, {
    ...actOf(member),
    action: 'scorecard.amended',
    subject: { kind: 'application', id: panel._id },
    after: { afterReveal },
  })
  return presentMine(saved, kit)
}

const submitted = () =>
  new AppError(
    'already-submitted',
    'You have submitted these ratings. Amend them, with a reason; what they were stays.',
  )

/** Until somebody submits, the panel goes along with the kit; from then on everybody rates by the same. */
async function withKit(tx: Tx, { panel, kit }: Mine): Promise<PanelRecord> {
  if (panel.kitVersion === kit.version) return panel
  const { version } = await pinKit(tx, panel.employerId, panel.jobId)
  return { ...panel, kitVersion: version }
}

async function savePanel(tx: Tx, panel: PanelRecord): Promise<PanelRecord> {
  const saved = { ...panel, version: panel.version + 1 }
  await panels.save(tx, saved)
  return saved
}

async function save(tx: Tx, record: RatingsRecord): Promise<RatingsRecord> {
  const saved = { ...record, version: record.version + 1 }
  await ratings.save(tx, saved)
  return saved
}
