import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { kitLimits } from '#protocol/kits'
import { criteriaFrom } from './normalise.ts'
import { addCriteria, patchCriteria, readCriteria, type WantedCriterion, wantedOf } from './structure.ts'

const criterion = (id: string, facts: Partial<WantedCriterion> = {}): WantedCriterion => ({
  id,
  name: `About ${id}`,
  weight: 2,
  anchors: { 1: 'No', 3: 'Some', 5: 'Yes' },
  questions: [{ id: 'q', text: 'How?' }],
  ...facts,
})
const aDoc = (...criteria: WantedCriterion[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => patchCriteria(doc, criteria))
  return doc
}
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
/** Both know what the other did. */
const meet = (a: Y.Doc, b: Y.Doc): void => {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(a, fromB)
  Y.applyUpdate(b, fromA)
}
const read = (doc: Y.Doc) => criteriaFrom(readCriteria(doc))
const ids = (doc: Y.Doc) => read(doc).map(({ id }) => id)
const fieldsOf = (doc: Y.Doc, id: string) => doc.getMap('criteria').get(id) as Y.Map<unknown>

describe('a kit in its document', () => {
  it('[KIT-1] reads as it was written, in its order', () => {
    const doc = aDoc(criterion('a'), criterion('b', { weight: 5, questions: [] }))
    expect(read(doc)).toEqual([
      {
        id: 'a',
        name: 'About a',
        weight: 2,
        anchors: { 1: 'No', 3: 'Some', 5: 'Yes' },
        questions: [{ id: 'q', text: 'How?' }],
      },
      { id: 'b', name: 'About b', weight: 5, anchors: { 1: 'No', 3: 'Some', 5: 'Yes' }, questions: [] },
    ])
  })

  it('[KIT-2] two people who change one text, and others, lose nothing', () => {
    const mine = aDoc(criterion('a', { name: 'Care' }), criterion('b'))
    const theirs = copyOf(mine)
    patchCriteria(mine, [criterion('a', { name: 'Great Care' }), criterion('b', { weight: 9 })])
    patchCriteria(theirs, [criterion('a', { name: 'Care for people', anchors: { 5: 'Always' } }), criterion('b')])
    meet(mine, theirs)
    expect(read(mine)).toEqual(read(theirs))
    expect(read(mine)).toMatchObject([
      { name: 'Great Care for people', anchors: { 1: 'No', 3: 'Some', 5: 'Always' } },
      { id: 'b', weight: 9 },
    ])
  })

  it('[KIT-2] who writes in a criterion that is moved meanwhile writes in it', () => {
    const mine = aDoc(criterion('a'), criterion('b'), criterion('c'))
    const theirs = copyOf(mine)
    patchCriteria(mine, [{ id: 'c' }, { id: 'a' }, { id: 'b' }])
    patchCriteria(theirs, [{ id: 'a' }, { id: 'b' }, criterion('c', { name: 'Courage' })])
    meet(mine, theirs)
    expect(ids(mine)).toEqual(['c', 'a', 'b'])
    expect(read(mine)[0]).toMatchObject({ name: 'Courage' })
  })

  it('[KIT-2] what is taken out comes back with what others wrote in it meanwhile', () => {
    const mine = aDoc(criterion('a'), criterion('b'))
    const theirs = copyOf(mine)
    patchCriteria(mine, [{ id: 'b' }])
    patchCriteria(theirs, [criterion('a', { name: 'Written meanwhile' }), { id: 'b' }])
    meet(mine, theirs)
    expect(ids(theirs)).toEqual(['b'])
    patchCriteria(theirs, [{ id: 'a' }, { id: 'b' }])
    expect(read(theirs)[0]).toMatchObject({ id: 'a', name: 'Written meanwhile', questions: [{ text: 'How?' }] })
  })

  it('[KIT-2] what is the same is not written again', () => {
    const doc = aDoc(criterion('a'), criterion('b'))
    const before = Y.encodeStateVector(doc)
    patchCriteria(doc, [criterion('a'), criterion('b')])
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })

  it('[KIT-2] two that were put in one place have the same order everywhere', () => {
    const mine = aDoc(criterion('a'))
    const theirs = copyOf(mine)
    addCriteria(mine, [criterion('z')])
    addCriteria(theirs, [criterion('b')])
    meet(mine, theirs)
    expect(ids(mine)).toEqual(['a', 'b', 'z'])
    expect(ids(theirs)).toEqual(['a', 'b', 'z'])
  })

  it('[KIT-3] a criterion counts once it has a name, a question once it has words', () => {
    const doc = aDoc(
      criterion('a', { name: '  ' }),
      criterion('b', { name: ' Care ', questions: [{ id: 'q', text: '' }] }),
    )
    expect(read(doc)).toMatchObject([{ id: 'b', name: 'Care', questions: [] }])
  })

  it('[KIT-3] whatever a client writes into it, what is read is well formed', () => {
    const doc = aDoc(criterion('a'), criterion('b'))
    const criteria = doc.getMap('criteria')
    criteria.set('text', 'no criterion')
    criteria.set('../b', new Y.Map())
    criteria.set('list', new Y.Array())
    criteria.set('empty', new Y.Map())
    fieldsOf(doc, 'a').set('weight', 'heavy')
    fieldsOf(doc, 'a').set('order', Number.NaN)
    fieldsOf(doc, 'a').set('anchor1', 7)
    fieldsOf(doc, 'a').set('questions', new Y.Text('How?'))
    fieldsOf(doc, 'b').set('weight', 1000)
    fieldsOf(doc, 'b').set('name', new Y.Text('x'.repeat(5000)))
    expect(read(doc)).toEqual([
      {
        id: 'b',
        name: 'x'.repeat(kitLimits.name),
        weight: 3,
        anchors: { 1: 'No', 3: 'Some', 5: 'Yes' },
        questions: [{ id: 'q', text: 'How?' }],
      },
      { id: 'a', name: 'About a', weight: 3, anchors: { 1: '', 3: 'Some', 5: 'Yes' }, questions: [] },
    ])
  })

  it('[KIT-3] what was put beyond all numbers has a place among the others again when a kit is written', () => {
    const doc = aDoc(criterion('a'), criterion('b'), criterion('z'))
    fieldsOf(doc, 'z').set('order', 1e308)
    patchCriteria(doc, [criterion('z'), criterion('b'), criterion('a')])
    expect(ids(doc)).toEqual(['z', 'b', 'a'])
  })

  it('[KIT-3] a text that is too long is not cut within a character', () => {
    const doc = aDoc(criterion('a', { name: `${'x'.repeat(kitLimits.name - 1)}🙂🙂` }))
    expect(read(doc)[0]?.name).toBe('x'.repeat(kitLimits.name - 1))
  })

  it('[KIT-3] of more criteria and questions than a kit holds, the first count', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `n${i}`, text: `Number ${i}` }))
    const doc = aDoc(...many(30).map(({ id }) => criterion(id, { questions: many(30) })))
    expect(ids(doc)).toEqual(many(kitLimits.criteria).map(({ id }) => id))
    expect(read(doc)[0]?.questions).toEqual(many(kitLimits.questions))
  })

  it('[KIT-9] an old state can be brought back', () => {
    const doc = aDoc(criterion('a'), criterion('b'))
    const old = copyOf(doc)
    patchCriteria(doc, [criterion('c'), criterion('b', { name: 'Other', anchors: { 1: 'None at all' } })])
    patchCriteria(doc, readCriteria(old).map(wantedOf))
    expect(read(doc)).toEqual(read(old))
  })
})
