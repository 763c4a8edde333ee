import { connection } from '../../live/connection.ts'
import type { Store } from '../../live/store.ts'
import type { OutgoingView } from './outgoing.ts'

/** What is on its way for less than this is not worth a word in the connection pill. */
const patience = 1500

/** Tells the connection pill how many messages wait, until the answered function is called. */
export function countUnsent(view: Store<readonly OutgoingView[]>, isOpen: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const count = () => {
    clearTimeout(timer)
    const waiting = view.get().filter(({ phase }) => phase === 'queued' || phase === 'sending')
    const late = isOpen() ? waiting.filter(({ at }) => Date.now() - Date.parse(at) >= patience) : waiting
    connection.set((facts) => (facts.unsent === late.length ? facts : { ...facts, unsent: late.length }))
    if (late.length < waiting.length) timer = setTimeout(count, patience)
  }
  const stops = [view.subscribe(count), connection.subscribe(count)]
  count()
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
