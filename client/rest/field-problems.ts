import type { FieldError } from '#protocol/errors'

export type FieldChecks<Values> = { readonly [Name in keyof Values]?: (value: string, values: Values) => string | null }

export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** The first field that is not right, in the order of the checks. */
export function firstProblem<Values extends Record<string, string>>(
  values: Values,
  checks: FieldChecks<Values>,
): FieldProblem | null {
  for (const [field, check] of Object.entries(checks) as [string, FieldChecks<Values>[keyof Values]][]) {
    const message = check?.(values[field] ?? '', values)
    if (message) return { field, message }
  }
  return null
}

/** The first of the server's complaints that belongs to a field of this form. */
export function fromServer(errors: readonly FieldError[], fields: readonly string[]): FieldProblem | null {
  for (const field of fields) {
    const error = errors.find(({ path }) => path === field || path.startsWith(`${field}.`))
    if (error) return { field, message: error.message }
  }
  return null
}

export const filled =
  (message: string) =>
  (value: string): string | null =>
    value.trim() === '' ? message : null

/** As loose as can be: the server and the mail that arrives decide. */
export const emailLike = (value: string): string | null => {
  if (value.trim() === '') return 'Enter your e-mail address.'
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim())
    ? null
    : 'This does not look like an e-mail address. It should be like name@example.com.'
}
