import { useQueryClient } from '@tanstack/react-query'
import { endpoints, type Posting, type PostingState } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { showDone, showFailure, showUndo } from '../../ui/toasts.ts'
import { stateWords } from './posting-words.ts'

/** What is done with a posting as a whole. What the server answers is on screen before its entry arrives. */
export function usePostingChanges(posting: Posting) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const params = { employerId, jobId: posting.id }
  const key = queryKeyOf(endpoints.readPosting, { params })

  const keep = (next: Posting): Posting => {
    queries.setQueryData(key, next)
    return next
  }

  const run = async (title: string, send: () => Promise<Posting>): Promise<Posting | null> => {
    try {
      return keep(await send())
    } catch (error) {
      if (error instanceof CallError && error.code === 'version-mismatch') {
        await queries.invalidateQueries({ queryKey: key, exact: true })
        showFailure({ title, message: 'Somebody changed the posting in the meantime. Look at it once more.' })
      } else {
        showFailure({ title, message: messageOf(error), retry: () => void run(title, send) })
      }
      return null
    }
  }

  const transition = async (to: PostingState, back: PostingState | null, ifMatch = posting.version): Promise<void> => {
    const send = () =>
      write(endpoints.transitionPosting, { params, body: { to }, ifMatch }, `Make ${posting.title} “${stateWords[to]}”`)
    const done = await run('Not changed', send)
    if (done === null) return
    const message = sentences[to]
    if (back === null) showDone(message)
    else showUndo({ message, onUndo: () => void transition(back, null, done.version) })
  }

  const publishChanges = async (): Promise<void> => {
    const label = `Publish the changes of ${posting.title}`
    const done = await run('Not published', () =>
      write(endpoints.publishChanges, { params, ifMatch: posting.version }, label),
    )
    if (done !== null) showDone('The careers page shows the new text.')
  }

  return { transition, publishChanges, keep }
}

const sentences: Readonly<Record<PostingState, string>> = {
  draft: 'Back to a draft.',
  in_review: 'Sent to review. Whoever approves sees it on their home page.',
  approved: 'Approved. It can be published now.',
  published: 'Published. It is on your careers page.',
  paused: 'Paused. Nobody can apply until it is resumed.',
  closed: 'Closed. Nobody can apply any more.',
  archived: 'Archived.',
}
