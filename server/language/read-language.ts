import type { Page } from '#protocol/common'
import type { Dismissal, endpoints, Pin, ScorePoint } from '#protocol/language'
import type { QueryRun } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import { authorizeDocument, type LanguageParts } from './documents.ts'
import { presentDismissals, presentPins, presentScore } from './present.ts'
import { dismissals, pins, scoreRows } from './repository.ts'

export function readLanguage(parts: LanguageParts): QueryRun<typeof endpoints.readLanguage> {
  return async (scope, member, { documentId }): Promise<{ dismissals: Dismissal[]; pins: Pin[] }> => {
    await authorizeDocument(parts, scope, member, 'posting.read', documentId)
    const [dismissed, pinned] = await Promise.all([dismissals.of(scope, documentId), pins.of(scope, documentId)])
    return { dismissals: await presentDismissals(scope, dismissed), pins: await presentPins(scope, pinned) }
  }
}

export function listScores(parts: LanguageParts): QueryRun<typeof endpoints.listScores> {
  return async (scope, member, { documentId, query }): Promise<Page<ScorePoint>> => {
    await authorizeDocument(parts, scope, member, 'posting.read', documentId)
    const page = await pageByNewest(scope, scoreRows(scope), { documentId }, query)
    return { ...page, items: page.items.map(presentScore) }
  }
}
