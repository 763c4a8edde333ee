import { connection } from './connection.ts'

/** Runs whenever the server can be reached again. Until the returned function is called. */
export function whenBack(run: () => void): () => void {
  let { link } = connection.get()
  return connection.subscribe(() => {
    const before = link
    link = connection.get().link
    if (before !== 'open' && link === 'open') run()
  })
}
