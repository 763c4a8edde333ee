import type { Entry } from '../../../server/journal/entry.ts'

/** An entry of a feed or a conversation as it arrives; of one that the reader may not see there is the number alone. */
export interface Given {
  readonly seq: number
  readonly type: string
  /** Of a feed's entry. */
  readonly data?: object
  readonly at?: string
  /** Of a conversation's entry. */
  readonly clientMessageId?: string
  readonly body?: string
}

/** What an entry says, in one line: equal for everybody who may see it, and for what is stored. */
export const faceOf = ({ type, data, clientMessageId, body }: Given): string =>
  data ? `${type} ${JSON.stringify(data)}` : `${type} ${clientMessageId} ${body ?? ''}`

/** The same of an entry that is read past the product. */
export const storedFaceOf = ({ stream, type, key, data }: Entry): string =>
  stream.startsWith('feed:')
    ? faceOf({ seq: 0, type, data })
    : faceOf({ seq: 0, type, clientMessageId: key.slice(key.indexOf(':') + 1), body: String(data['body'] ?? '') })

/** A text that tells when it was handed over, in milliseconds of the epoch. */
export const stamped = (text: string, at = Date.now()): string => `${at} ${text}`

/** NaN: it does not tell. */
export const stampOf = (text: string): number => Number(/^\d{13}(?= )/.exec(text)?.[0] ?? Number.NaN)
