import { endpoints } from '#protocol/chat'
import type { Bind } from '../http/bind.ts'
import { deleteAttachment, downloadAttachment, uploadAttachment } from './attachments.ts'
import { listConversations, readConversation } from './list-conversations.ts'
import type { ChatParts } from './parts.ts'
import { editPreferences, readPreferences } from './preferences.ts'
import { readMessages } from './read-messages.ts'
import { readThread } from './read-thread.ts'
import { searchMessages } from './search-messages.ts'
import { sendByRest } from './send-by-rest.ts'

export function chatRoutes(bind: Bind, parts: ChatParts): void {
  bind.handle(endpoints.sendMessage, sendByRest(parts))
  bind.query(endpoints.readChatPreferences, readPreferences)
  bind.command(endpoints.editChatPreferences, () => [], editPreferences)
  bind.handle(endpoints.listConversations, listConversations(parts))
  bind.handle(endpoints.readConversation, readConversation(parts))
  bind.handle(endpoints.readThread, readThread(parts))
  bind.handle(endpoints.searchMessages, searchMessages(parts))
  bind.handle(endpoints.readMessages, readMessages(parts))
  bind.handle(endpoints.uploadAttachment, uploadAttachment(parts))
  bind.handle(endpoints.downloadAttachment, downloadAttachment(parts))
  bind.command(endpoints.deleteAttachment, () => [], deleteAttachment)
}
