import type { z } from 'zod'
import type { FieldError } from '#protocol/errors'
import { AppError } from '../app-error.ts'

/**
 * Parses input with its schema.
 * @throws {AppError} `invalid-input` naming every wrong field, unknown ones among them
 */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors = unique(parsed.error.issues.flatMap((issue) => fieldErrors(issue)))
  const detail = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ')
  throw new AppError('invalid-input', detail.slice(0, 1000), { errors })
}

type Issue = z.core.$ZodIssue

function fieldErrors(issue: Issue): FieldError[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'There is no such field.' }))
  }
  if (issue.code === 'invalid_union') {
    // Of the alternatives, the one that came furthest into the value says best what is wrong.
    const closest = issue.errors
      .filter((branch) => branch.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'))
      .sort((a, b) => a.length - b.length)[0]
    const inner = closest ?? issue.errors[0] ?? []
    if (closest) return inner.flatMap((one) => fieldErrors({ ...one, path: [...issue.path, ...one.path] } as Issue))
    const own = issue.message === 'Invalid input' ? inner[0]?.message : issue.message
    return [{ path: path.join('.'), message: own ?? issue.message }]
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  return [{ path: path.join('.'), message: missing ? 'This field is needed.' : issue.message }]
}

function unique(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map((error) => [`${error.path}\n${error.message}`, error])).values()]
}
