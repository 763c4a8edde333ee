/**
 * What somebody asked for, as text that is equal for equal requests. Its HMAC stays with the entry when a body is
 * blanked, so a repeated request is still told from another one under the same key.
 */
export type Asked =
  | { type: 'message'; body: string; replyTo?: string | undefined; attachmentIds?: readonly string[] | undefined }
  | { type: 'edit'; messageId: string; body: string }
  | { type: 'delete'; messageId: string }
  | { type: 'react'; messageId: string; emoji: string; on: boolean }

export function canonical(asked: Asked): string {
  switch (asked.type) {
    case 'message':
      return JSON.stringify(['message', asked.body, asked.replyTo ?? null, asked.attachmentIds ?? []])
    case 'edit':
      return JSON.stringify(['edit', asked.messageId, asked.body])
    case 'delete':
      return JSON.stringify(['delete', asked.messageId])
    case 'react':
      return JSON.stringify(['react', asked.messageId, asked.emoji, asked.on])
  }
}
