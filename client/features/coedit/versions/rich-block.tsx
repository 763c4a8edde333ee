import type { Mark, Node } from '@tiptap/pm/model'
import { Fragment, type ReactNode } from 'react'
import type { Stretch } from './compare.ts'

/** How stretches are marked: as taken out or put in. */
type MarkedAs = 'del' | 'ins'

interface RichBlockProps {
  readonly block: Node
  readonly stretches?: readonly Stretch[]
  readonly as?: MarkedAs
}

/** One block of a text to read, with what was taken out or put in marked by a line as well as a colour. */
export function RichBlock({ block, stretches = [], as = 'ins' }: RichBlockProps) {
  return drawn(block, 0, { stretches, as }, 'block')
}

interface Marking {
  readonly stretches: readonly Stretch[]
  readonly as: MarkedAs
}

/** @param start where the node's content begins, in positions of the block's own content */
function drawn(node: Node, start: number, marking: Marking, key: string): ReactNode {
  if (node.isText) return text(node, start, marking, key)
  const content: ReactNode[] = []
  node.forEach((child, offset, index) => {
    const at = start + offset
    content.push(drawn(child, child.isText ? at : at + 1, marking, String(index)))
  })
  return <Fragment key={key}>{element(node, content)}</Fragment>
}

function element(node: Node, content: ReactNode): ReactNode {
  const { colspan = 1, rowspan = 1, level = 2, start = 1 } = node.attrs as Record<string, number>
  switch (node.type.name) {
    case 'heading':
      return level === 3 ? <h4>{content}</h4> : <h3>{content}</h3>
    case 'bulletList':
      return <ul>{content}</ul>
    case 'orderedList':
      return <ol start={start}>{content}</ol>
    case 'listItem':
      return <li>{content}</li>
    case 'blockquote':
      return <blockquote>{content}</blockquote>
    case 'horizontalRule':
      return <hr />
    case 'hardBreak':
      return <br />
    case 'table':
      return (
        <table>
          <tbody>{content}</tbody>
        </table>
      )
    case 'tableRow':
      return <tr>{content}</tr>
    case 'tableHeader':
      return (
        <th colSpan={colspan} rowSpan={rowspan}>
          {content}
        </th>
      )
    case 'tableCell':
      return (
        <td colSpan={colspan} rowSpan={rowspan}>
          {content}
        </td>
      )
    default:
      return <p>{content}</p>
  }
}

/** A run of text, cut where a marked stretch begins or ends. */
function text(node: Node, start: number, { stretches, as: Marked }: Marking, key: string): ReactNode {
  const words = node.text ?? ''
  const end = start + words.length
  const cuts = stretches.flatMap(({ from, to }) => [from, to]).filter((at) => at > start && at < end)
  const edges = [start, ...new Set(cuts), end].sort((a, b) => a - b)
  const pieces = edges.slice(0, -1).map((from, index) => {
    const piece = words.slice(from - start, (edges[index + 1] ?? end) - start)
    const isMarked = stretches.some((stretch) => stretch.from <= from && from < stretch.to)
    return isMarked ? <Marked key={from}>{piece}</Marked> : <Fragment key={from}>{piece}</Fragment>
  })
  return <Fragment key={key}>{node.marks.reduce<ReactNode>(withMark, pieces)}</Fragment>
}

function withMark(content: ReactNode, mark: Mark): ReactNode {
  switch (mark.type.name) {
    case 'bold':
      return <strong>{content}</strong>
    case 'italic':
      return <em>{content}</em>
    case 'underline':
      return <u>{content}</u>
    case 'strike':
      return <s>{content}</s>
    case 'code':
      return <code>{content}</code>
    case 'link':
      // To be read, not followed: the address may be one that was taken out.
      return <u title={String(mark.attrs['href'] ?? '')}>{content}</u>
    default:
      return content
  }
}
