import type { Node } from '@tiptap/pm/model'
import type { Block } from './analyse/input.ts'

/** The paragraphs, headings and list items of a rich text, with the place of each in the document. */
export function blocksOfDocument(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true
    const { text, skip } = proseOf(node)
    const isCode = node.type.spec.code === true
    const kind = node.type.name === 'heading' ? 'heading' : parent?.type.name === 'listItem' ? 'item' : 'paragraph'
    blocks.push({ text, from: pos + 1, kind, skip: isCode ? [[0, text.length]] : skip })
    return false
  })
  return blocks
}

/** One character for each position, so that an offset in the text is an offset in the document. */
function proseOf(textblock: Node): { text: string; skip: [number, number][] } {
  let text = ''
  const skip: [number, number][] = []
  textblock.forEach((child) => {
    const start = text.length
    text += child.isText ? (child.text ?? '') : child.type.name === 'hardBreak' ? '\n' : '\ufffc'.repeat(child.nodeSize)
    if (child.marks.some(({ type }) => type.spec.code === true)) skip.push([start, text.length])
  })
  return { text, skip }
}
