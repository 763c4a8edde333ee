import fc from 'fast-check'
import sanitizeHtml from 'sanitize-html'
import { describe, expect, it } from 'vitest'
import { normaliseHtml } from '../coedit/rich-text/html.ts'
import { contentKey, contentOf, sanitize, toRequirements, toSalary } from './content.ts'
import { actionFor, expectTransition } from './policy.ts'

describe('the text of a posting', () => {
  it('[POST-1] keeps plain formatting and nothing that runs or loads', () => {
    const dirty =
      '<h1>Role</h1><p onclick="x()">Do <b>good</b> work<script>alert(1)</script><img src="https://x.example/t.gif">' +
      '<a href="javascript:alert(1)">here</a> <a href="https://example.org">there</a></p>'
    const clean = sanitize(dirty)
    expect(clean).toContain('<h2>Role</h2>')
    expect(clean).toContain('<strong>good</strong>')
    expect(clean).toContain('href="https://example.org"')
    expect(clean).not.toMatch(/script|onclick|img|javascript:/)
  })

  it('[POST-1] takes plain text by its lines, the short way as the long one', () => {
    const lines = (text: string) => text.split(/\n\s*\n/).map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    const letters = fc.constantFrom(...'aB1éя漢 \n\n .,;:!?()/–—’“…•€%+*#-')
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 40 }), (text) => {
        const long = sanitizeHtml(lines(text.trim()).join('').replaceAll('<p> ', '<p>'))
        expect(sanitize(text)).toBe(normaliseHtml(long))
      }),
      { numRuns: 300 },
    )
  })

  it('[POST-1] keeps the words of what stands too far within, and not its levels', () => {
    for (const tag of ['ul><li', 'table><tr><td']) {
      expect(sanitize(`${`<${tag}>`.repeat(2000)}words`)).toContain('words')
    }
  })

  it('[POST-2] takes requirements as lines or as a list', () => {
    expect(toRequirements('- TypeScript\n\n* Tests \nCare')).toEqual(['TypeScript', 'Tests', 'Care'])
    expect(toRequirements(['a', 'b'])).toEqual(['a', 'b'])
    expect(toRequirements('')).toEqual([])
  })

  it("[POST-3] a bare salary is the amount in the employer's currency", () => {
    expect(toSalary(52_000, 'EUR')).toEqual({ min: 52_000, max: 52_000, currency: 'EUR' })
    expect(toSalary({ min: 1, max: 2, currency: 'SEK' }, 'EUR')).toEqual({ min: 1, max: 2, currency: 'SEK' })
    expect(toSalary(null, 'EUR')).toBeNull()
  })

  it('[POST-4] reads the same whatever its case and spaces', () => {
    const posting = {
      title: 'Nurse',
      description: '<p>Care</p>',
      requirements: [],
      salary: null,
      location: 'Oslo',
      employmentType: null,
    }
    expect(contentKey({ ...posting, title: '  NURSE ' })).toBe(contentKey(posting))
    expect(contentKey({ ...posting, location: 'Bergen' })).not.toBe(contentKey(posting))
    expect(contentOf({ ...posting })).toEqual(posting)
  })
})

describe('the states of a posting', () => {
  it('[POST-5] each step needs its own right', () => {
    expect(actionFor('in_review', 'approved')).toBe('posting.approve')
    expect(actionFor('draft', 'published')).toBe('posting.publish-directly')
    expect(actionFor('approved', 'published')).toBe('posting.publish')
    expect(actionFor('draft', 'in_review')).toBe('posting.write')
  })

  it('[POST-6] a step that is not drawn is refused, naming those that are', () => {
    expect(() => expectTransition('draft', 'closed')).toThrow(/in_review, published/)
    expect(() => expectTransition('archived', 'published')).toThrow(/stays as it is/)
    expect(() => expectTransition('paused', 'published')).not.toThrow()
  })
})
