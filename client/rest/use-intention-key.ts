import { useRef } from 'react'
import { idempotencyKey } from './idempotency-key.ts'

/** The key for sending a form: the same as long as the content is, so that a second click cannot do it twice. */
export function useIntentionKey(): (content: unknown) => string {
  const last = useRef<{ content: string; key: string } | null>(null)
  return (content) => {
    const text = JSON.stringify(content)
    if (last.current?.content !== text) last.current = { content: text, key: idempotencyKey() }
    return last.current.key
  }
}
