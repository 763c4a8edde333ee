import type { Extension } from '@tiptap/core'
import { type ActiveFinding, LanguageUnderlines, type LanguageUnderlinesOptions } from './language-underlines.ts'

interface Seen {
  readonly active: ActiveFinding | null
  /** Of the document, as `setFindings` takes it. */
  readonly version: number
}

/** Between an editor that somebody else makes and the panel beside it: the extension goes into the one, the rest here. */
export interface LanguageBridge {
  readonly extension: Extension<LanguageUnderlinesOptions>
  readonly get: () => Seen
  readonly subscribe: (listener: () => void) => () => void
}

export function createLanguageBridge(): LanguageBridge {
  let seen: Seen = { active: null, version: 0 }
  const listeners = new Set<() => void>()
  const see = (more: Partial<Seen>): void => {
    seen = { ...seen, ...more }
    for (const listener of listeners) listener()
  }
  return {
    extension: LanguageUnderlines.configure({
      onActive: (active) => see({ active }),
      onChange: (version) => see({ version }),
    }),
    get: () => seen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
