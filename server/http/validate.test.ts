import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CreatePosting } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import { validate } from './validate.ts'

function errorsOf(schema: z.ZodType, input: unknown) {
  try {
    validate(schema, input)
  } catch (error) {
    if (error instanceof AppError) return error.errors
    throw error
  }
  return []
}

describe('a body that is not right', () => {
  it('[HTTP-1] names every wrong field and every unknown one', () => {
    const errors = errorsOf(CreatePosting, { description: 7, requirements: [], titel: 'x', salary: 'much' })
    const paths = errors?.map((error) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['title', 'description', 'titel', 'salary']))
  })

  it('[HTTP-2] says what to do about a missing body and a missing field', () => {
    expect(errorsOf(CreatePosting, undefined)?.[0]?.message).toBe('This field is needed.')
    expect(errorsOf(z.strictObject({ a: z.string() }), {})).toEqual([{ path: 'a', message: 'This field is needed.' }])
  })

  it('[HTTP-3] points into the alternative that was meant', () => {
    const base = { title: 'Nurse', description: '', requirements: [] }
    expect(errorsOf(CreatePosting, { ...base, salary: { min: 5, max: 1, currency: 'EUR' } })).toEqual([
      { path: 'salary.min', message: 'The lower end is above the upper end.' },
    ])
    expect(
      errorsOf(CreatePosting, { ...base, salary: { min: 1, max: 2, currency: 'EUR', unit: 'x' } })?.[0]?.path,
    ).toBe('salary.unit')
    expect(errorsOf(CreatePosting, { ...base, requirements: ['ok', ''] })).toEqual([
      { path: 'requirements.1', message: 'This cannot be empty.' },
    ])
  })
})
