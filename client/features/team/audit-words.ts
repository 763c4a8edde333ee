/** Where the action's own name is a word of ours and not of those who read. */
const plainly: Readonly<Record<string, string>> = {
  'posting.transitioned': 'Posting changed its state',
  'engagement.invited': 'Consultant invited',
}

/** `user.role-changed` → `User role changed`. New actions read well without being listed anywhere. */
export function actionWords(action: string): string {
  const known = plainly[action]
  if (known) return known
  const [noun = '', verb = ''] = action.split('.')
  const words = (text: string) => text.replaceAll(/[-_]/g, ' ')
  const head = words(noun)
  return verb === '' ? capital(head) : `${capital(head)} ${words(verb)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What differs between the two states, in words. */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({ field: capital(spaced(field)), before: shown(before?.[field]), after: shown(after?.[field]) }))
    .filter((change) => change.before !== change.after)
}

const spaced = (field: string): string =>
  field
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'string') return value.replaceAll('_', ' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
