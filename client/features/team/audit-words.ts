/** Where the action's own name is a word of ours and not of those who read. */
const plainly: Readonly<Record<string, string>> = {
  'posting.transitioned': 'Posting changed its state',
  'engagement.invited': 'Consultant invited',
  'candidate.erased': 'Data of a candidate deleted',
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

/** Fields whose own name says nothing to those who read. */
const fieldWords: Readonly<Record<string, string>> = {
  userIds: 'People',
  jobIds: 'Postings',
  jobId: 'Posting',
  requireTwoFactor: 'Second factor required',
}

/**
 * What differs between the two states, in words.
 * @param nameOf says the name of what has this id, or null
 */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
  nameOf: (id: string) => string | null = () => null,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const words = (value: unknown) => shown(value, nameOf)
  return fields
    .map((field) => ({
      field: fieldWords[field] ?? capital(spaced(field)),
      before: words(before?.[field]),
      after: words(after?.[field]),
    }))
    .filter((change) => change.before !== change.after)
}

/** `viewer → recruiter`; of what there was not before only what there is. */
export const changeWords = ({ before, after }: FieldChange): string =>
  before === nothing ? after : `${before} → ${after}`

const spaced = (field: string): string =>
  field
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

const nothing = '–'

function shown(value: unknown, nameOf: (id: string) => string | null): string {
  if (value === undefined || value === null || value === '') return nothing
  if (typeof value === 'string') return nameOf(value) ?? value.replaceAll('_', ' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map((one) => shown(one, nameOf)).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
