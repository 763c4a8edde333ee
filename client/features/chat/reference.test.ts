import { describe, expect, it } from 'vitest'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import { bodyParts } from './body-parts.ts'
import { completed, queryAt } from './completion.ts'
import { referencePattern, referencesOf, whatIsMeant } from './reference.ts'

const job = (n: number) => PostingId.parse(`job${n}`)
const postings = [
  { id: job(1), title: 'Pastry chef, early shift', location: 'Lisbon' },
  { id: job(2), title: 'Night baker', location: null },
]
const applications = [
  {
    ...{ id: ApplicationId.parse('a1'), jobId: job(1), candidateId: CandidateId.parse('c1') },
    candidate: { code: 'Amber Heron · 7F' },
  },
]
const references = referencesOf(postings, applications)
const meant = (text: string) => {
  const query = queryAt(referencePattern, text, text.length)
  return query ? whatIsMeant(references, query.words).map(({ name }) => name) : null
}

describe('linking', () => {
  it('[CHATUI-24] finds postings by words of their title and candidates by their code name', () => {
    expect(meant('#')).toEqual(['Pastry chef, early shift', 'Night baker', 'Amber Heron · 7F'])
    expect(meant('look at #chef')).toEqual(['Pastry chef, early shift'])
    expect(meant('#early past')).toEqual(['Pastry chef, early shift'])
    expect(meant('#heron 7f')).toEqual(['Amber Heron · 7F'])
    expect(meant('#plumber')).toEqual([])
  })

  it('is none inside a word, or once the sentence goes on', () => {
    expect(meant('C#')).toBeNull()
    expect(meant('#one two three four five')).toBeNull()
  })

  it('[CHATUI-24] puts in an address that is shown as what it names', () => {
    const text = 'See #her, please'
    const query = queryAt(referencePattern, text, 8)
    const [heron] = whatIsMeant(references, 'her')
    const { text: written } = completed(text, 8, query ?? { from: 0, words: '' }, `https://us.example${heron?.path}`)
    expect(written).toBe('See https://us.example/pipeline/job1?candidate=c1 , please')
    expect(bodyParts(written, { people: [], origin: 'https://us.example' })[1]).toMatchObject({
      type: 'candidate',
      candidateId: 'c1',
    })
  })
})
