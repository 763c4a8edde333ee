import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isTooDeep } from './nesting.ts'

/** Puts so many levels into what is at the end of the first children. */
function deepen(doc: Y.Doc, levels: number): Uint8Array {
  const before = Y.encodeStateVector(doc)
  let at: Y.XmlFragment = doc.getXmlFragment('default')
  while (at.length > 0) at = at.get(0) as Y.XmlElement
  doc.transact(() => {
    for (let level = 0; level < levels; level++) {
      const element = new Y.XmlElement('blockquote')
      at.insert(0, [element])
      at = element
    }
  })
  return Y.encodeStateAsUpdate(doc, before)
}

describe('levels within each other', () => {
  it('[COED-25] are counted in an update, and on top of those in the document', () => {
    expect(isTooDeep(new Y.Doc(), deepen(new Y.Doc(), 200))).toBe(false)
    expect(isTooDeep(new Y.Doc(), deepen(new Y.Doc(), 2000))).toBe(true)
    const doc = new Y.Doc()
    deepen(doc, 150)
    const theirs = new Y.Doc()
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
    const within = deepen(theirs, 50)
    expect(isTooDeep(doc, within)).toBe(false)
    const further = deepen(theirs, 1)
    // Without what it stands in nobody can tell: it waits for that, and is looked at with it.
    expect(isTooDeep(doc, further)).toBe(false)
    Y.applyUpdate(doc, further)
    expect(isTooDeep(doc, within)).toBe(true)
  })

  it('[COED-25] what stands beside each other is no level, however much', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('default')
    doc.transact(() => {
      for (let n = 0; n < 500; n++) fragment.push([new Y.XmlElement('paragraph')])
    })
    expect(isTooDeep(new Y.Doc(), Y.encodeStateAsUpdate(doc))).toBe(false)
  })
})
