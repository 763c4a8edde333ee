/** What a key does in a review. */
export type KeyAction =
  | { readonly kind: 'choose'; readonly mark: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'candidate'; readonly by: 1 | -1 }
  | { readonly kind: 'text' | 'leave-text' | 'submit' | 'help' }

interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const letters: Readonly<Record<string, KeyAction>> = {
  j: { kind: 'step', by: 1 },
  k: { kind: 'step', by: -1 },
  n: { kind: 'candidate', by: 1 },
  p: { kind: 'candidate', by: -1 },
  e: { kind: 'text' },
  '?': { kind: 'help' },
}

/** Null: the key is not ours. In a text every key is a letter, but for leaving it and handing in. */
export function actionOf({ key, ctrlKey, metaKey, altKey }: Key, isInText: boolean): KeyAction | null {
  if (key === 'Enter' && (ctrlKey || metaKey)) return { kind: 'submit' }
  if (ctrlKey || metaKey || altKey) return null
  if (isInText) return key === 'Escape' ? { kind: 'leave-text' } : null
  if (/^[1-5]$/.test(key)) return { kind: 'choose', mark: Number(key) }
  return letters[key.toLowerCase()] ?? null
}
