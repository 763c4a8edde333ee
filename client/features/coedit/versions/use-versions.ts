import { useQueryClient } from '@tanstack/react-query'
import { endpoints, type Version } from '#protocol/coedit'
import type { Live } from '../../../live/live.ts'
import { readAgain } from '../../../live/read-again.ts'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useWrite } from '../../../live/use-write.ts'
import { allPages } from '../../../rest/all-pages.ts'
import { call } from '../../../rest/call.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf } from '../../../rest/queries.ts'
import { showFailure, showUndo } from '../../../ui/toasts.ts'

/** The versions of a text, newest first, kept up to date by the feed. */
export function useVersions(documentId: string): Live<readonly Version[]> {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const params = { employerId, documentId }
  const queryKey = queryKeyOf(endpoints.listVersions, { params })
  useFeedEntries(['document.version-saved', 'document.restored'], ({ data, seq }) => {
    if (data.documentId === documentId) readAgain(queries, queryKey, seq, 250)
  })
  return useLiveQuery(
    {
      queryKey,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        allPages<Version>((query) => call(endpoints.listVersions, { params, query, signal })).then(newestFirst),
    },
    [],
  )
}

/** A restored version and the one that kept what was there before are of the same moment; the latter came first. */
const newestFirst = (versions: readonly Version[]): readonly Version[] =>
  versions.toSorted((a, b) => b.at.localeCompare(a.at) || Number(b.kind === 'restored') - Number(a.kind === 'restored'))

/** Naming and restoring. Each answers whether it was done; a refusal has been shown by then. */
export function useVersionActions(documentId: string) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const params = { employerId, documentId }
  const again = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listVersions, { params }) })

  const restore = async ({ id }: Pick<Version, 'id'>, message: string): Promise<boolean> => {
    try {
      const request = { params: { ...params, versionId: id } }
      const restored = await write(endpoints.restoreVersion, request, 'Restore a version')
      void again()
      // What was there before was kept right before it.
      const { items } = await call(endpoints.listVersions, { params, query: { limit: 10 } })
      const older = newestFirst(items.filter((one) => one.at <= restored.at))
      const before = older[older.findIndex((one) => one.id === restored.id) + 1]
      if (before) showUndo({ message, onUndo: () => void restore(before, 'Back to the text from before.') })
      return true
    } catch (error) {
      showFailure({ title: 'Not restored', message: messageOf(error) })
      return false
    }
  }

  const name = async (words: string): Promise<boolean> => {
    try {
      await write(endpoints.saveVersion, { params, body: { name: words } }, `Keep a version “${words}”`)
      void again()
      return true
    } catch (error) {
      showFailure({ title: 'The version was not kept', message: messageOf(error) })
      return false
    }
  }

  return { restore, name }
}
