import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const asData = '?as-data'
const protocolFile = /\/protocol\/[\w-]+\.ts$/
const inertZod = fileURLToPath(new URL('inert-zod.ts', import.meta.url))

/**
 * A page needs the contracts' paths and methods, not their schemas: the server validates. So `#protocol/…` comes into
 * the browser with an inert zod, which keeps 28 kB out of the first load, and without what only says the shape of a
 * call. Modules that do run a schema (`Name.parse(…)`, `Name.safeParse(…)`) get the real thing, in the part of the app
 * that they belong to.
 */
export function contractsAsData(): Plugin[] {
  return [withInertZod(), withoutShapes()]
}

/** After types are gone: what nobody reads of a contract can be left out by the bundler. */
function withoutShapes(): Plugin {
  return {
    name: 'contracts-without-shapes',
    enforce: 'post',
    transform(code, id) {
      if (!id.endsWith(asData) || id.startsWith(inertZod)) return null
      return { code: shaken(code, this.parse(code) as unknown as Program), map: null }
    },
  }
}

function withInertZod(): Plugin {
  return {
    name: 'contracts-as-data',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (importer === undefined) return null
      if (importer.endsWith(asData)) {
        if (source === 'zod') return inertZod
        const inside = await this.resolve(source, importer.slice(0, -asData.length), { skipSelf: true })
        return inside && protocolFile.test(inside.id) ? inside.id + asData : inside
      }
      if (!source.startsWith('#protocol/') || runsSchemas(importer)) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found && protocolFile.test(found.id) ? found.id + asData : found
    },
  }
}

const importsOfProtocol = /import\s*\{([^}]*)\}\s*from\s*'#protocol\/[\w-]+'/g

/** Whether a module calls a schema that it imports; one that is overlooked fails loudly in the inert zod. */
export function callsSchema(code: string): boolean {
  for (const [, names = ''] of code.matchAll(importsOfProtocol)) {
    for (const name of names.split(',')) {
      const local = name
        .trim()
        .split(/\s+as\s+/)
        .at(-1)
      if (local && !name.includes('type ') && new RegExp(`\\b${local}\\.(safeParse|parse|shape)\\b`).test(code))
        return true
    }
  }
  return false
}

function runsSchemas(importer: string): boolean {
  const [file = importer] = importer.split('?')
  return file.includes('/client/') && callsSchema(readFileSync(file, 'utf8'))
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Call extends Node {
  readonly callee: Node & { readonly name?: string }
  readonly arguments: readonly Node[]
}
interface Declaration extends Node {
  readonly declarations?: readonly { readonly init: Node | null }[]
  /** Of an `export`. */
  readonly declaration?: Declaration | null
}
interface Program {
  readonly body: readonly Declaration[]
}

const makers: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'del'])

/**
 * The code of a contract without the shapes of its calls, which leaves their schemas unused, and with every constant in
 * a call that is marked as pure, so that one which is unused goes.
 */
export function shaken(code: string, { body }: Program): string {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = []
  for (const statement of body) {
    const { declarations = [] } = statement.declaration ?? statement
    for (const { init } of declarations) {
      if (init === null || !hasCall(init)) continue
      edits.push({ start: init.start, end: init.start, text: '/* @__PURE__ */ (() => (' })
      for (const shape of shapesIn(init)) edits.push({ start: shape.start, end: shape.end, text: '{}' })
      edits.push({ start: init.end, end: init.end, text: '))()' })
    }
  }
  return edits.reduceRight((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), code)
}

const isCall = (node: Node): node is Call => node.type === 'CallExpression'

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** A function is called later, if at all. */
const isFunction = ({ type }: Node): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression'

const hasCall = (node: Node): boolean => !isFunction(node) && (isCall(node) || childrenOf(node).some(hasCall))

/** What is said of an endpoint beside its path: `get('/jobs', { … })`. */
function shapesIn(node: Node): Node[] {
  if (isCall(node) && makers.has(node.callee.name ?? '')) {
    const [, shape] = node.arguments
    return shape?.type === 'ObjectExpression' ? [shape] : []
  }
  return childrenOf(node).flatMap(shapesIn)
}
