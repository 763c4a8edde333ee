import type { Version } from '#protocol/coedit'

const kinds: Readonly<Record<Version['kind'], string>> = {
  automatic: 'Kept automatically',
  named: 'Named',
  published: 'Published',
  restored: 'Restored',
}

/** What a version is called in a list. */
export function titleOf({ kind, name }: Version): string {
  if (kind === 'restored') return name === null ? 'Restored' : `Restored “${name}”`
  return name ?? kinds[kind]
}

/** `You, Dana Fox and 2 others` */
export function writersOf({ by }: Version, nameOf: (userId: string) => string): string | null {
  if (by === null || by.length === 0) return null
  const names = by.map(nameOf)
  if (names.length <= 2) return names.join(' and ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} ${names.length === 3 ? 'other' : 'others'}`
}
