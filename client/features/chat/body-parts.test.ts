import { describe, expect, it } from 'vitest'
import { bodyParts } from './body-parts.ts'

const people = [
  { id: 'a', name: 'Ana' },
  { id: 'as', name: 'Ana Silva' },
]
const parts = (body: string) => bodyParts(body, { people, origin: 'https://clear.example' })
const text = (words: string) => ({ type: 'text', text: words })

describe('links', () => {
  it('[CHATUI-7] only http and https become links; nothing that runs does', () => {
    expect(parts('javascript:alert(1) data:text/html,x vbscript:x')).toHaveLength(1)
    expect(parts('see https://a.example/x?y=1#z.')).toEqual([
      text('see '),
      { type: 'link', text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
      text('.'),
    ])
    expect(parts('http://%%% and http://')).toEqual([text('http://%%% and http://')])
  })

  it('keeps a bracket that belongs to the address', () => {
    expect(parts('(https://a.example/Heron_(bird))').map((part) => ('text' in part ? part.text : ''))).toEqual([
      '(',
      'https://a.example/Heron_(bird)',
      ')',
    ])
  })

  it('knows our own postings and candidates, and nothing of the kind elsewhere', () => {
    expect(parts('https://clear.example/postings/j1')).toMatchObject([{ type: 'posting', jobId: 'j1' }])
    expect(parts('https://clear.example/pipeline/j1?candidate=c9')).toMatchObject([
      { type: 'candidate', jobId: 'j1', candidateId: 'c9' },
    ])
    expect(parts('https://other.example/postings/j1')).toMatchObject([{ type: 'link' }])
    expect(parts('https://clear.example/postings/new')).toMatchObject([{ type: 'link' }])
  })
})

describe('mentions', () => {
  it('names the longest that fits, and only whole names', () => {
    expect(parts('@Ana Silva and @Ana, not @Anabel')).toEqual([
      { type: 'mention', text: '@Ana Silva', userId: 'as' },
      text(' and '),
      { type: 'mention', text: '@Ana', userId: 'a' },
      text(', not @Anabel'),
    ])
  })
})
