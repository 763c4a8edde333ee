import { engagementsOf } from '../consultants/engagements.ts'
import { byUser } from '../journal/actors.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { takeOut } from './change-message.ts'
import { asChat, chatOf, messageIdOf, senderOf, seqOf } from './entries.ts'
import { files } from './files.ts'
import { chatEntries } from './repository.ts'

/** Entries read at once. */
const batch = 500

/**
 * Takes out every message of a company's conversations that says so, in its words, an edit's, or a file's name: as if its
 * sender had deleted it. Its number stays, so the order does too. May run again.
 */
export async function eraseMessages(
  { scope, journal }: { readonly scope: () => Scope; readonly journal: Pick<Journal, 'commit' | 'read'> },
  employerId: string,
  says: (text: string) => boolean,
): Promise<void> {
  for (const { _id, rightsEpoch } of await engagementsOf(scope(), { employerId })) {
    for (let after = 0; ; ) {
      const entries = (await journal.read(chatOf(_id), after, batch)).map(asChat)
      const found = new Set<number>()
      for (const entry of entries) {
        if (entry.type !== 'message' && entry.type !== 'edit') continue
        const names = entry.type === 'message' ? (entry.data.attachments ?? []).map(({ name }) => name) : []
        if (![entry.data.body, ...names].some(says)) continue
        const seq = entry.type === 'message' ? entry.seq : seqOf(_id, entry.data.messageId)
        if (seq !== null) found.add(seq)
      }
      for (const seq of found) await eraseMessage(journal, _id, seq, rightsEpoch)
      const last = entries.at(-1)
      if (!last || entries.length < batch) break
      after = last.seq
    }
  }
}

const eraseMessage = (
  journal: Pick<Journal, 'commit'>,
  conversationId: string,
  seq: number,
  rightsEpoch: number,
): Promise<void> =>
  journal.commit([chatOf(conversationId)], async (tx) => {
    const message = await chatEntries.at(tx, conversationId, seq)
    if (message?.type !== 'message' || message.data.deleted) return
    const sender = senderOf(message)
    await takeOut(tx, conversationId, message)
    await files.remove(
      tx,
      (message.data.attachments ?? []).map(({ id }) => id),
    )
    const messageId = messageIdOf(conversationId, seq)
    const key = `${sender}:erased-${seq}`
    // One key, one entry: whoever comes second has found the message deleted.
    tx.append(chatOf(conversationId), {
      ...{ key, type: 'delete', actor: byUser({ userId: sender }) },
      data: { digest: '', rightsEpoch, messageId },
    })
  })
