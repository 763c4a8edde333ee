import type { endpoints, Response } from '#protocol/answers'
import type { Page } from '#protocol/common'
import { ResponseId } from '#protocol/ids'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { dayOf } from './pool.ts'
import { type ResponseRecord, responseRows, responses } from './repository.ts'

/** So many notes are shown on the careers page. */
const mostShown = 5

const present = ({ _id, said, did, publishedOn, version }: ResponseRecord): Response => ({
  ...{ id: ResponseId.parse(_id), said, did, publishedOn, version },
})

const tell = (
  tx: Tx,
  member: Member,
  type: 'response.saved' | 'response.removed',
  responseId: string,
  version: number,
) => tx.append(feedOf(member.employerId), { type, data: { responseId, version }, actor: byUser(member) })

export async function listResponses(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listResponses>, 'query'>,
): Promise<Page<Response>> {
  const page = await pageByNewest(scope, responseRows(scope), { employerId }, query)
  return { ...page, items: page.items.map(present) }
}

/** For the careers page. */
export const publicResponses = async (scope: Scope, employerId: string): Promise<Pick<Response, 'said' | 'did'>[]> =>
  (await responses.newest(scope, employerId, mostShown)).map(({ said, did }) => ({ said, did }))

export async function addResponse(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.addResponse>, 'body'>,
): Promise<Response> {
  const { employerId } = member
  const response = { _id: newId(tx.now.getTime()), employerId, ...body, publishedOn: dayOf(tx.now), version: 1 }
  await responses.put(tx, response)
  tell(tx, member, 'response.saved', response._id, 1)
  return present(response)
}

type Edit = Pick<Input<typeof endpoints.editResponse>, 'responseId' | 'body' | 'ifVersion'>

export async function editResponse(tx: Tx, member: Member, { responseId, body, ifVersion }: Edit): Promise<Response> {
  const before = await responses.get(tx, member.employerId, responseId)
  expectVersion(before, ifVersion)
  const { said = before.said, did = before.did } = body
  if (said === before.said && did === before.did) return present(before)
  const after = { ...before, said, did, version: before.version + 1 }
  await responses.put(tx, after)
  tell(tx, member, 'response.saved', responseId, after.version)
  return present(after)
}

export async function removeResponse(
  tx: Tx,
  member: Member,
  { responseId, ifVersion }: Pick<Input<typeof endpoints.removeResponse>, 'responseId' | 'ifVersion'>,
): Promise<undefined> {
  const response = await responses.get(tx, member.employerId, responseId)
  expectVersion(response, ifVersion)
  await responses.remove(tx, responseId)
  tell(tx, member, 'response.removed', responseId, response.version + 1)
  return undefined
}
