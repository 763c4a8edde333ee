import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addCriterion,
  addQuestion,
  criteriaMap,
  mine,
  moveCriterion,
  moveQuestion,
  readCriteria,
  setQuestionRemoved,
  setRemoved,
  setWeight,
} from './kit-document.ts'

let doc: Y.Doc
beforeEach(() => {
  doc = new Y.Doc()
})

function called(name: string): string {
  const id = addCriterion(doc)
  readCriteria(doc)
    .find((criterion) => criterion.id === id)
    ?.name.insert(0, name)
  return id
}
const names = (of = doc) => readCriteria(of).map(({ name }) => name.toString())
const questions = () => readCriteria(doc)[0]?.questions.map(({ id }) => id)
const copyOf = (of: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(of))
  return copy
}

describe('a kit in a page', () => {
  it('[KITUI-1] a criterion is added behind the others, and weighs as usual', () => {
    called('Care')
    called('Courage')
    expect(names()).toEqual(['Care', 'Courage'])
    expect(readCriteria(doc)[1]).toMatchObject({ weight: 3, questions: [] })
  })

  it('[KITUI-1] moving puts it where it is wanted, as often as one likes', () => {
    const [a, b, c] = [called('a'), called('b'), called('c')]
    moveCriterion(doc, c, 0)
    expect(names()).toEqual(['c', 'a', 'b'])
    moveCriterion(doc, c, 9)
    expect(names()).toEqual(['a', 'b', 'c'])
    // More halvings than a number has room for.
    for (let round = 0; round < 200; round++) {
      moveCriterion(doc, round % 2 ? a : b, 1)
      expect(names()).toEqual(round % 2 ? ['b', 'a', 'c'] : ['a', 'b', 'c'])
    }
  })

  it('[KITUI-1] moving and writing at once lose nothing', () => {
    const [a, b] = [called('a'), called('b')]
    const theirs = copyOf(doc)
    readCriteria(theirs)[0]?.name.insert(1, 'lpha')
    setWeight(theirs, b, 8)
    moveCriterion(doc, a, 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
    expect(names()).toEqual(['b', 'alpha'])
    expect(readCriteria(doc)[0]?.weight).toBe(8)
  })

  it('[KITUI-4] what is taken out comes back with all its words', () => {
    const a = called('Care')
    called('Courage')
    setRemoved(doc, a, true)
    expect(names()).toEqual(['Courage'])
    setRemoved(doc, a, false)
    expect(names()).toEqual(['Care', 'Courage'])
  })

  it('[KITUI-4] undo takes back what this page did, and nothing of others', () => {
    const undo = new Y.UndoManager(criteriaMap(doc), { trackedOrigins: new Set([mine]), captureTimeout: 0 })
    const a = addCriterion(doc)
    doc.transact(() => readCriteria(doc)[0]?.name.insert(0, 'Mine'), mine)
    const theirs = copyOf(doc)
    setWeight(theirs, a, 9)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
    undo.undo()
    expect(readCriteria(doc)).toMatchObject([{ id: a, weight: 9 }])
    expect(names()).toEqual([''])
    undo.undo()
    expect(names()).toEqual([])
  })

  it('[KITUI-1] questions are added behind one another, moved and taken out', () => {
    const a = called('Care')
    const [first, last] = [addQuestion(doc, a), addQuestion(doc, a)]
    const between = addQuestion(doc, a, first)
    expect(questions()).toEqual([first, between, last])
    moveQuestion(doc, a, last, 0)
    expect(questions()).toEqual([last, first, between])
    setQuestionRemoved(doc, a, first, true)
    expect(questions()).toEqual([last, between])
    setQuestionRemoved(doc, a, first, false)
    expect(questions()).toEqual([last, first, between])
  })

  it('[KITUI-1] what others wrote in another form is left alone and not shown', () => {
    called('Care')
    criteriaMap(doc).set('text', 'no criterion')
    criteriaMap(doc).set('half', new Y.Map([['name', new Y.Text('Half')]]))
    expect(names()).toEqual(['Care'])
  })
})
