import { describe, expect, it } from 'vitest'
import { cleanPaste, withoutEmptiness } from './clean-paste.ts'

describe('pasting into a description', () => {
  it('keeps two levels of headings', () => {
    expect(cleanPaste('<h1 class="x">Role</h1><h5>Detail</h5>')).toBe('<h2 class="x">Role</h2><h3>Detail</h3>')
  })

  it('drops what word processors leave behind', () => {
    const pasted = '<!--StartFragment--><style>p{}</style><p>One<o:p></o:p></p><p><span>&nbsp;</span></p>'
    expect(cleanPaste(pasted)).toBe('<p>One</p>')
  })

  it('an empty document is no description', () => {
    expect(withoutEmptiness('<p></p>')).toBe('')
    expect(withoutEmptiness('<p>Hello</p>')).toBe('<p>Hello</p>')
  })
})
