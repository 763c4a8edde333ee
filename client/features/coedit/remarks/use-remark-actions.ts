import { useQueryClient } from '@tanstack/react-query'
import { type Anchor, type Comment, endpoints, type Suggestion } from '#protocol/coedit'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf } from '../../../rest/queries.ts'
import { showFailure, showUndo } from '../../../ui/toasts.ts'

/** Words of the text that a new remark is about. */
export interface Target {
  readonly anchor: Anchor
  readonly quote: string
}

/** What can be done beside a text. Each answers whether it was done; a refusal has been shown by then. */
export function useRemarkActions(documentId: string) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const params = { employerId, documentId }

  /** What the server answers is on screen before its entry arrives. */
  const keep = <Item extends { id: string }>(queryKey: readonly unknown[], item: Item) =>
    queries.setQueryData<readonly Item[]>(queryKey, (known = []) =>
      known.some(({ id }) => id === item.id) ? known.map((one) => (one.id === item.id ? item : one)) : [item, ...known],
    )
  const keepComment = (comment: Comment) => keep(queryKeyOf(endpoints.listComments, { params }), comment)
  const keepSuggestion = (suggestion: Suggestion) => keep(queryKeyOf(endpoints.listSuggestions, { params }), suggestion)

  const run = async (title: string, send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send()
      return true
    } catch (error) {
      showFailure({ title, message: messageOf(error) })
      return false
    }
  }

  const resolve = (comment: Comment, resolved: boolean): Promise<boolean> =>
    run('Not changed', async () => {
      const id = { ...params, commentId: comment.id }
      const body = { resolved }
      const label = resolved ? 'Settle a comment' : 'Open a comment again'
      keepComment(await write(endpoints.resolveComment, { params: id, body }, label))
      if (resolved) showUndo({ message: 'Settled.', onUndo: () => void resolve(comment, false) })
    })

  return {
    comment: (target: Target, body: string) =>
      run('The comment was not added', async () =>
        keepComment(await write(endpoints.addComment, { params, body: { ...target, body } }, 'Add a comment')),
      ),
    reply: ({ id }: Comment, body: string) =>
      run('The reply was not added', async () =>
        keepComment(
          await write(endpoints.replyToComment, { params: { ...params, commentId: id }, body: { body } }, 'Reply'),
        ),
      ),
    resolve,
    remove: ({ id }: Comment) =>
      run('Not removed', async () => {
        await write(endpoints.deleteComment, { params: { ...params, commentId: id } }, 'Remove a comment')
        const queryKey = queryKeyOf(endpoints.listComments, { params })
        queries.setQueryData<readonly Comment[]>(queryKey, (known = []) => known.filter((one) => one.id !== id))
      }),
    suggest: (target: Target, replacement: string, note: string) =>
      run('The suggestion was not added', async () => {
        const body = { ...target, replacement, ...(note === '' ? {} : { note }) }
        keepSuggestion(await write(endpoints.addSuggestion, { params, body }, 'Suggest a change'))
      }),
    accept: ({ id }: Suggestion) =>
      run('The suggestion was not accepted', async () =>
        keepSuggestion(
          await write(endpoints.acceptSuggestion, { params: { ...params, suggestionId: id } }, 'Accept a suggestion'),
        ),
      ),
    reject: ({ id }: Suggestion, reason: string) =>
      run('The suggestion was not rejected', async () => {
        const body = reason === '' ? {} : { reason }
        const request = { params: { ...params, suggestionId: id }, body }
        keepSuggestion(await write(endpoints.rejectSuggestion, request, 'Reject a suggestion'))
      }),
    withdraw: ({ id }: Suggestion) =>
      run('Not taken back', async () =>
        keepSuggestion(
          await write(
            endpoints.withdrawSuggestion,
            { params: { ...params, suggestionId: id } },
            'Take back a suggestion',
          ),
        ),
      ),
  }
}

export type RemarkActions = ReturnType<typeof useRemarkActions>
