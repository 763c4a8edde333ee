import type { Dismissal, endpoints } from '#protocol/language'
import { AppError } from '../app-error.ts'
import type { CommandRun } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { authorizeDocument, type LanguageParts } from './documents.ts'
import { tell } from './entries.ts'
import { presentDismissals } from './present.ts'
import { type DismissalRecord, dismissals, keyOf, mostPerDocument } from './repository.ts'

/** Nobody is shown this finding any more. Who dismissed it first stays the one who did. */
export function dismissFinding(parts: LanguageParts): CommandRun<typeof endpoints.dismissFinding> {
  return async (tx, member, { documentId, body }) => {
    await authorizeDocument(parts, tx, member, 'posting.write', documentId)
    const { rule, quote, reason } = body
    const key = keyOf(rule, quote)
    const known = await dismissals.byKey(tx, documentId, key)
    if (known) return present(tx, known)
    if ((await dismissals.of(tx, documentId)).length >= mostPerDocument) {
      throw new AppError(
        'conflict',
        `At most ${mostPerDocument} findings of a document can be dismissed. Restore some.`,
      )
    }
    const dismissal: DismissalRecord = {
      _id: newId(tx.now.getTime()),
      employerId: member.employerId,
      documentId,
      key,
      rule,
      quote,
      reason,
      by: member.userId,
      at: tx.now,
    }
    await dismissals.insert(tx, dismissal)
    tell(tx, member, 'language.dismissed', { documentId, dismissalId: dismissal._id })
    await recordAudit(tx, { ...actOf(member), action: 'language.dismissed', subject: subjectOf(documentId), reason })
    return present(tx, dismissal)
  }
}

/** The finding is shown again. */
export function restoreFinding(parts: LanguageParts): CommandRun<typeof endpoints.restoreFinding> {
  return async (tx, member, { documentId, dismissalId }) => {
    await authorizeDocument(parts, tx, member, 'posting.write', documentId)
    await dismissals.get(tx, documentId, dismissalId)
    await dismissals.remove(tx, dismissalId)
    tell(tx, member, 'language.restored', { documentId, dismissalId })
    await recordAudit(tx, { ...actOf(member), action: 'language.restored', subject: subjectOf(documentId) })
    return undefined
  }
}

const subjectOf = (documentId: string) => ({ kind: 'document', id: documentId })

async function present(tx: Tx, dismissal: DismissalRecord): Promise<Dismissal> {
  const [presented] = await presentDismissals(tx, [dismissal])
  if (!presented) throw new Error('One record gives one presentation')
  return presented
}
