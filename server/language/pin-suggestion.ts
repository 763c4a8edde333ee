import type { endpoints } from '#protocol/language'
import { AppError } from '../app-error.ts'
import type { CommandRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { newId } from '../store/ids.ts'
import { authorizeDocument, type LanguageParts } from './documents.ts'
import { pinStanding, tell } from './entries.ts'
import { mayChangePin } from './policy.ts'
import { presentPin } from './present.ts'
import { mostPerDocument, type PinRecord, pins } from './repository.ts'

/** Somebody says what could be better about these words. */
export function pinSuggestion(parts: LanguageParts): CommandRun<typeof endpoints.pinSuggestion> {
  return async (tx, member, { documentId, body }) => {
    await authorizeDocument(parts, tx, member, 'posting.suggest', documentId)
    if ((await pins.of(tx, documentId)).length >= mostPerDocument) {
      throw new AppError('conflict', `A document holds at most ${mostPerDocument} suggestions.`)
    }
    const pin: PinRecord = {
      _id: newId(tx.now.getTime()),
      employerId: member.employerId,
      documentId,
      ...body,
      state: 'open',
      by: member.userId,
      at: tx.now,
      closedBy: null,
      closedAt: null,
      version: 1,
    }
    await pins.insert(tx, pin)
    tell(tx, member, 'language.pinned', pinStanding(pin))
    return presentPin(tx, pin)
  }
}

/** Resolved, opened again, or taken back; the same state again changes nothing. */
export function changePin(parts: LanguageParts): CommandRun<typeof endpoints.changePin> {
  return async (tx, member, { documentId, pinId, body: { state }, ifVersion }) => {
    await authorizeDocument(parts, tx, member, 'posting.suggest', documentId)
    const pin = await pins.get(tx, documentId, pinId)
    expectVersion(pin, ifVersion)
    if (pin.state === state) return presentPin(tx, pin)
    if (!mayChangePin(member, pin, state)) {
      throw new AppError('forbidden', 'Who may write the text resolves a suggestion; who pinned it takes it back.')
    }
    const isOpen = state === 'open'
    const changed: PinRecord = {
      ...pin,
      state,
      closedBy: isOpen ? null : member.userId,
      closedAt: isOpen ? null : tx.now,
      version: pin.version + 1,
    }
    await pins.replace(tx, changed)
    tell(tx, member, 'language.pin-resolved', pinStanding(changed))
    return presentPin(tx, changed)
  }
}
