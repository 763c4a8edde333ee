import type { ConversationId, MessageId } from '#protocol/ids'
import { copyText } from '../../ui/copy-text.ts'
import { showFailure } from '../../ui/toasts.ts'
import type { ChatHub } from './hub.ts'
import type { Intent, OutgoingView } from './outgoing.ts'
import type { ShownMessage } from './timeline.ts'

interface Places {
  readonly openThread: (rootId: MessageId) => void
  readonly edit: (message: ShownMessage) => void
}

/** What one can do in a conversation. Everything is written down first and sent second. */
export class ConversationActions {
  readonly #hub: ChatHub
  readonly #id: ConversationId
  readonly #places: Places

  constructor(hub: ChatHub, id: ConversationId, places: Places) {
    this.#hub = hub
    this.#id = id
    this.#places = places
  }

  /** Answers whether it was written down. */
  async say(intent: Intent): Promise<boolean> {
    try {
      await this.#hub.outbox.add(this.#id, intent)
      return true
    } catch {
      showFailure({
        title: 'This was not kept',
        message: 'Your browser has no room left to keep it until it is sent. Free some space and try again.',
      })
      return false
    }
  }

  react(message: ShownMessage, emoji: string): void {
    const people = message.reactions.find((reaction) => reaction.emoji === emoji)?.people ?? []
    const on = !people.some(({ id }) => id === this.#hub.me.id)
    void this.say({ type: 'react', messageId: message.id, emoji, on })
  }

  remove(message: ShownMessage): void {
    void this.say({ type: 'delete', messageId: message.id })
  }

  edit(message: ShownMessage): void {
    this.#places.edit(message)
  }

  /** A reply to a reply stands in the same thread. */
  reply(message: ShownMessage): void {
    this.openThread(message.replyTo ?? message.id)
  }

  openThread(rootId: MessageId): void {
    this.#places.openThread(rootId)
  }

  async copy({ body }: ShownMessage): Promise<void> {
    await copyText(body, 'Copied.')
  }

  retry(outgoing: OutgoingView): void {
    void this.#hub.outbox.retry(outgoing)
  }

  discard(outgoing: OutgoingView): void {
    void this.#hub.outbox.discard(outgoing)
  }

  typing(): void {
    this.#hub.typing(this.#id)
  }
}
