import { type endpoints, FigureCard } from '#protocol/analytics'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** The cards that somebody chose, in their order. */
interface LayoutRecord {
  /** Employer and person. */
  _id: string
  cards: FigureCard[]
}

export const layoutPlan: CollectionPlan = { collection: 'figure_layouts', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<LayoutRecord>('figure_layouts')
const idOf = ({ employerId, userId }: Member): string => `${employerId}:${userId}`

export async function readLayout(scope: Scope, member: Member): Promise<{ cards: FigureCard[] }> {
  const kept = await rows(scope).findOne({ _id: idOf(member) }, within(scope))
  return { cards: kept ? kept.cards.filter((card) => FigureCard.safeParse(card).success) : [...FigureCard.options] }
}

export async function keepLayout(
  tx: Tx,
  member: Member,
  { body: { cards } }: Pick<Input<typeof endpoints.keepFigureLayout>, 'body'>,
): Promise<{ cards: FigureCard[] }> {
  const options = { session: tx.session, upsert: true }
  await rows(tx).updateOne({ _id: idOf(member) }, { $set: { cards } }, options)
  return { cards }
}
