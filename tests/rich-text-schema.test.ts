import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { richTextExtensions, withScheme } from '../client/ui/rich-text/extensions.ts'
import { richText } from '../server/coedit/rich-text/schema.ts'

/** What a text may consist of: each node with what it may hold, each mark, and their attributes with defaults. */
const told = (schema: Schema) => ({
  nodes: Object.fromEntries(
    Object.values(schema.nodes).map(({ name, spec }) => [
      name,
      { content: spec.content ?? '', group: spec.group ?? '', marks: spec.marks ?? '_', attrs: attrsOf(spec.attrs) },
    ]),
  ),
  marks: Object.fromEntries(Object.values(schema.marks).map(({ name, spec }) => [name, attrsOf(spec.attrs)])),
})

const attrsOf = (attrs: Readonly<Record<string, { readonly default?: unknown }>> | null | undefined) =>
  Object.fromEntries(Object.entries(attrs ?? {}).map(([name, { default: value }]) => [name, value ?? null]))

describe('what a text may consist of', () => {
  it('[COEDUI-13] an address without a scheme becomes one that both accept', () => {
    expect(['example.com/jobs', 'jobs@example.com', 'tel:+351', 'http://a.example'].map(withScheme)).toEqual([
      'https://example.com/jobs',
      'mailto:jobs@example.com',
      'tel:+351',
      'http://a.example',
    ])
  })

  it('[COEDUI-13] is the same for the editor and the server', () => {
    expect(told(getSchema(richTextExtensions({ history: false })))).toEqual(told(richText))
  })
})
