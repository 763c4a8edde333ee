import type { endpoints } from '#protocol/chat'
import type { Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** Whether and when somebody gets a mail about messages that they have not read. */
export interface ChatPreferences {
  readonly mail: boolean
  /** Time given to read them here first, in minutes. */
  readonly afterMinutes: number
}

interface PreferencesRecord extends ChatPreferences {
  /** The person. */
  _id: string
}

const defaults: ChatPreferences = { mail: true, afterMinutes: 15 }

export const preferencesPlan: CollectionPlan = { collection: 'chat_preferences', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PreferencesRecord>('chat_preferences')

export async function preferencesOf(
  scope: Scope,
  userIds: readonly string[],
): Promise<(id: string) => ChatPreferences> {
  const found = await rows(scope)
    .find({ _id: { $in: [...userIds] } }, within(scope))
    .toArray()
  const byId = new Map(found.map(({ _id, mail, afterMinutes }) => [_id, { mail, afterMinutes }]))
  return (id) => byId.get(id) ?? defaults
}

export async function readPreferences(scope: Scope, { userId }: Person): Promise<ChatPreferences> {
  return (await preferencesOf(scope, [userId]))(userId)
}

export async function editPreferences(
  tx: Tx,
  { userId }: Person,
  { body }: Pick<Input<typeof endpoints.editChatPreferences>, 'body'>,
): Promise<ChatPreferences> {
  const before = (await preferencesOf(tx, [userId]))(userId)
  const changed = { mail: body.mail ?? before.mail, afterMinutes: body.afterMinutes ?? before.afterMinutes }
  await rows(tx).replaceOne({ _id: userId }, { ...changed }, { session: tx.session, upsert: true })
  return changed
}
