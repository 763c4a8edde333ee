import { endpoints } from '#protocol/chat'
import type { Bind } from '../http/bind.ts'
import type { ChatParts } from './parts.ts'
import { editPreferences, readPreferences } from './preferences.ts'
import { readMessages } from './read-messages.ts'
import { sendByRest } from './send-by-rest.ts'

export function chatRoutes(bind: Bind, parts: ChatParts): void {
  bind.handle(endpoints.sendMessage, sendByRest(parts))
  bind.query(endpoints.readChatPreferences, readPreferences)
  bind.command(endpoints.editChatPreferences, () => [], editPreferences)
  bind.handle(endpoints.readMessages, readMessages(parts))
}
