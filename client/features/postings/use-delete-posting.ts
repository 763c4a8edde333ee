import { useQueryClient } from '@tanstack/react-query'
import { endpoints, type PostingSummary } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { showFailure, showUndo } from '../../ui/toasts.ts'

/** Puts a posting into the bin at once; ten seconds to take it out by one press, thirty days by the bin. */
export function useDeletePosting() {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: [queryKeyOf(endpoints.listPostings)[0]] })

  const restore = async (posting: PostingSummary): Promise<void> => {
    const params = { employerId, jobId: posting.id }
    try {
      await write(endpoints.restorePosting, { params }, `Restore ${posting.title}`)
      await readAgain()
    } catch (error) {
      showFailure({ title: 'Not restored', message: messageOf(error), retry: () => void restore(posting) })
    }
  }

  const remove = async (deleted: PostingSummary): Promise<void> => {
    const { id, title } = deleted
    try {
      await write(endpoints.deletePosting, { params: { employerId, jobId: id } }, `Delete ${title}`)
      await readAgain()
      const people = deleted.counts.active === 1 ? '1 candidate' : `${deleted.counts.active} candidates`
      showUndo({
        message: `“${title}” is in the bin${deleted.counts.active > 0 ? `, with ${people} in play` : ''}.`,
        onUndo: () => void restore(deleted),
      })
    } catch (error) {
      showFailure({ title: 'Not deleted', message: messageOf(error), retry: () => void remove(deleted) })
    }
  }
  return remove
}
