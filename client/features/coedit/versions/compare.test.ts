import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'
import { describe, expect, it } from 'vitest'
import { compare, fold, type Row, type Stretch, summaryOf } from './compare.ts'

const schema = getSchema([StarterKit])
const paragraph = (text: string, marks: string[] = []) => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks: marks.map((type) => ({ type })) }],
})
const heading = (text: string) => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] })
const list = (...items: string[]) => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
})
const doc = (...content: (string | object)[]) =>
  schema.nodeFromJSON({ type: 'doc', content: content.map((one) => (typeof one === 'string' ? paragraph(one) : one)) })

const words = (block: Node, stretches: readonly Stretch[]) =>
  stretches.map(({ from, to }) => block.textBetween(from, to, ' '))
const told = (row: Row) => {
  if (row.kind === 'same') return `= ${row.block.textContent}`
  if (row.kind === 'removed') return `- ${row.before.textContent}`
  if (row.kind === 'added') return `+ ${row.after.textContent}`
  return `~ ${words(row.before, row.removed).join('|')} > ${words(row.after, row.added).join('|')}`
}
const lines = (before: Node, after: Node) => compare(before, after).map(told)

describe('comparing two texts', () => {
  it('[COEDUI-12] finds the same blocks around what was added and removed', () => {
    const before = doc('Who we are', 'We bake bread every night.', 'Apply by Friday.')
    const after = doc('Who we are', 'Pay is 40,000.', 'Apply by Friday.', 'See you soon.')
    expect(lines(before, after)).toEqual([
      '= Who we are',
      '- We bake bread every night.',
      '+ Pay is 40,000.',
      '= Apply by Friday.',
      '+ See you soon.',
    ])
  })

  it('[COEDUI-12] shows which words of a block changed', () => {
    expect(lines(doc('We want a strong team player'), doc('We want a kind team player today'))).toEqual([
      '~ strong > kind| today',
    ])
  })

  it('[COEDUI-12] sees changes within a list', () => {
    const [row] = compare(doc(list('Bread', 'Butter and salt')), doc(list('Bread', 'Butter and sugar', 'Flour')))
    if (row?.kind !== 'changed') throw new Error('It is one list that changed')
    expect(words(row.before, row.removed).join(' ')).toContain('salt')
    expect(words(row.after, row.added).join(' ')).toContain('sugar')
    expect(words(row.after, row.added).join(' ')).toContain('Flour')
    expect(words(row.after, row.added).join(' ')).not.toContain('Bread')
  })

  it('[COEDUI-12] sees a paragraph that became a heading, and words that became bold', () => {
    const [turned] = compare(doc('Our values at work'), doc(heading('Our values at work')))
    expect(turned?.kind).toBe('changed')
    const [bold] = compare(doc('Our values'), doc({ ...paragraph('Our values', ['bold']) }))
    if (bold?.kind !== 'changed') throw new Error('It is one paragraph that changed')
    expect(words(bold.after, bold.added)).toEqual(['Our values'])
  })

  it('[COEDUI-12] folds what is far from any change, and says what changed', () => {
    const texts = Array.from({ length: 9 }, (_, n) => `Paragraph number ${n}`)
    const rows = compare(doc(...texts), doc(...texts.with(4, 'Paragraph number four')))
    expect(fold(rows).map(({ kind, rows: { length } }) => `${kind} ${length}`)).toEqual(['fold 3', 'rows 3', 'fold 3'])
    expect(summaryOf(rows)).toBe('1 part changed')
    expect(summaryOf(compare(doc('a'), doc('a')))).toBe('No difference')
  })

  it('[COEDUI-12] compares long texts', () => {
    const long = Array.from({ length: 400 }, (_, n) => `Sentence ${n} about the work that somebody does here`)
    const rows = compare(doc(...long), doc(...long.filter((_, n) => n % 3 !== 0)))
    expect(rows.filter(({ kind }) => kind === 'removed' || kind === 'changed').length).toBeGreaterThan(100)
  })
})
