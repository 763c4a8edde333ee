import { accounts } from '../auth/accounts.ts'
import { byteOrderMark, csvLine } from '../csv/write.ts'
import type { Scope } from '../store/scope.ts'
import { type ProductFeedbackRecord, productFeedback } from './repository.ts'

const batch = 200

/** What people said of ClearView from a time on, as parts of a CSV file; named is who may be written to. */
export async function* productFeedbackCsv(scope: Scope, from: Date): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(['At', 'Kind', 'What', 'Page', 'From', 'Address'])
  let waiting: ProductFeedbackRecord[] = []
  for await (const record of productFeedback.since(scope, from)) {
    waiting.push(record)
    if (waiting.length < batch) continue
    yield await linesOf(scope, waiting)
    waiting = []
  }
  if (waiting.length > 0) yield await linesOf(scope, waiting)
}

async function linesOf(scope: Scope, records: readonly ProductFeedbackRecord[]): Promise<string> {
  const people = await accounts.many(
    scope,
    records.flatMap(({ userId }) => userId ?? []),
  )
  const byId = new Map(people.map((account) => [account._id, account]))
  return records
    .map(({ userId, kind, text, page, at }) => {
      const sender = byId.get(userId ?? '')
      return csvLine([at.toISOString(), kind, text, page, sender?.name ?? null, sender?.email ?? null])
    })
    .join('')
}
