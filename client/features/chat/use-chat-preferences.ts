import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { endpoints } from '#protocol/chat'
import type { Result } from '#protocol/contract'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { queryOf } from '../../rest/queries.ts'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import { preferenceWords } from './preference-words.ts'

export type ChatPreferences = Result<typeof endpoints.readChatPreferences>

const read = queryOf(endpoints.readChatPreferences)

/** Whether and when mail comes about unread messages: as stored, or as wished until the server has answered. */
export function useChatPreferences(userId: string) {
  const queries = useQueryClient()
  const write = useWrite()
  const query = useQuery({ ...read, staleTime: 0, refetchOnWindowFocus: 'always' })
  const tabs = useRef<BroadcastChannel | null>(null)
  // One after the other, so that the last wish is what stays.
  const turn = useRef<Promise<void>>(Promise.resolve())
  const wishes = useRef(0)

  useEffect(() => {
    const channel = new BroadcastChannel(`clearview.chat-preferences.${userId}`)
    channel.onmessage = ({ data }: MessageEvent<ChatPreferences>) => queries.setQueryData(read.queryKey, data)
    tabs.current = channel
    return () => channel.close()
  }, [queries, userId])

  const show = async (preferences: ChatPreferences): Promise<void> => {
    // A reading that began before would bring the former state back.
    await queries.cancelQueries({ queryKey: read.queryKey })
    queries.setQueryData(read.queryKey, preferences)
    tabs.current?.postMessage(preferences)
  }
  const save = async (wish: number, wanted: ChatPreferences, before: ChatPreferences): Promise<void> => {
    const isNewest = () => wish === wishes.current
    try {
      const saved = await write(endpoints.editChatPreferences, { body: wanted }, 'When mail is sent to you')
      if (!isNewest()) return
      await show(saved)
      showUndo({ message: `Saved. ${preferenceWords(saved)}`, onUndo: () => change(before) })
    } catch (error) {
      if (!isNewest()) return
      await show(before)
      showFailure({ title: 'This was not saved', message: messageOf(error), retry: () => change(wanted) })
    }
  }
  const change = (wanted: ChatPreferences): void => {
    const before = queries.getQueryData<ChatPreferences>(read.queryKey)
    if (!before) return
    const wish = ++wishes.current
    void show(wanted)
    turn.current = turn.current.then(() => save(wish, wanted, before))
  }
  return { query, change }
}
