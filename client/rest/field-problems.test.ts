import { describe, expect, it } from 'vitest'
import { emailLike, filled, firstProblem, fromServer } from './field-problems.ts'

describe('checking a form', () => {
  it('names one problem at a time, in the order of the page', () => {
    const checks = { name: filled('Enter a name.'), email: emailLike }
    expect(firstProblem({ name: ' ', email: 'x' }, checks)).toEqual({ field: 'name', message: 'Enter a name.' })
    expect(firstProblem({ name: 'Ada', email: 'x' }, checks)?.field).toBe('email')
    expect(firstProblem({ name: 'Ada', email: ' ada@example.com ' }, checks)).toBeNull()
  })

  it('finds the field that a refusal of the server belongs to', () => {
    const errors = [
      { path: 'other', message: 'no' },
      { path: 'salary.min', message: 'Too high.' },
    ]
    expect(fromServer(errors, ['title', 'salary'])).toEqual({ field: 'salary', message: 'Too high.' })
    expect(fromServer(errors, ['title'])).toBeNull()
  })
})
