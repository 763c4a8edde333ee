import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Every source file, tests apart, with the project files and packages it imports. */
const files = ['protocol', 'server', 'workers', 'client']
  .flatMap(sourcesBelow)
  .map((path) => ({ path, imports: importsOf(path) }))

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesBelow(path)
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const named = [...text.matchAll(/(?<!['\w-])(?:from|import)\s*\(?\s*'([^'\s]+)'/g)].map(([, name = '']) => name)
  return named.map((name) => {
    if (name.startsWith('#protocol/')) return `protocol/${name.slice('#protocol/'.length)}.ts`
    return name.startsWith('.') ? relative('.', normalize(join(dirname(path), name))) : name
  })
}

/** The first or first two folders: `protocol`, `server/http`, `client/ui`, `client/features/team`. */
function placeOf(path: string): string {
  const parts = path.split('/')
  if (parts[0] === 'server') return parts.length > 2 ? `server/${parts[1]}` : 'server'
  if (parts[0] === 'client') return parts[1] === 'features' ? parts.slice(0, 3).join('/') : parts.slice(0, 2).join('/')
  return parts[0] ?? path
}

const isOurs = (name: string) => /^(protocol|server|workers|client)\//.test(name)

const arrows = files.flatMap(({ path, imports }) =>
  imports
    .filter(isOurs)
    .map((target) => ({ from: path, to: target, fromPlace: placeOf(path), toPlace: placeOf(target) })),
)

const listed = (broken: readonly { from: string; to: string }[]) => broken.map(({ from, to }) => `${from} -> ${to}`)

/** From left to right: what stands left knows nothing of what stands right. */
const serverOrder = [
  ['server/csv'],
  ['server/store'],
  ['server/journal'],
  ['server/http'],
  ['server/realtime'],
  ['server/auth', 'server/employers', 'server/team'],
  ['server/product-feedback'],
  ['server/coedit'],
  ['server/language'],
  ['server/postings', 'server/consultants'],
  ['server/kits'],
  ['server/candidates', 'server/demographics'],
  ['server/applications'],
  ['server/interviews'],
  ['server/feedback', 'server/answers', 'server/alerts'],
  ['server/review', 'server/scorecards', 'server/careers', 'server/chat'],
  ['server/privacy'],
  ['server/analytics'],
  ['server/notifications'],
  ['server/reports', 'server/imports', 'server/archive'],
  ['server/demo'],
]
const rank = new Map(serverOrder.flatMap((places, i) => places.map((place) => [place, i] as const)))

/** Used by all: they import nothing but the protocol and each other. */
const foundations = [
  'app-error',
  'beat',
  'config',
  'log',
  'metrics',
  'request-id',
  'stop-signal',
  'turns',
  'unstarted',
].map((name) => `server/${name}.ts`)

describe('imports point one way', () => {
  it('[ARCH-1] the protocol holds no behaviour of others: it imports only zod', () => {
    const foreign = files
      .filter(({ path }) => path.startsWith('protocol/'))
      .flatMap(({ path, imports }) => imports.map((to) => ({ from: path, to })))
      .filter(({ to }) => to !== 'zod' && !to.startsWith('protocol/'))
    expect(listed(foreign)).toEqual([])
  })

  it('[ARCH-2] client and server meet only in the protocol', () => {
    const across = arrows.filter(({ from, to }) => {
      const [a, b] = [from.split('/')[0], to.split('/')[0]]
      return (a === 'client' && b !== 'client' && b !== 'protocol') || (a !== 'client' && b === 'client')
    })
    expect(listed(across)).toEqual([])
  })

  it('[ARCH-3] every folder of the server has its place in the order', () => {
    const known = new Set([...rank.keys(), 'server'])
    const unknown = [...new Set(files.map(({ path }) => placeOf(path)))].filter(
      (place) => place.startsWith('server') && !known.has(place),
    )
    expect(unknown).toEqual([])
  })

  it('[ARCH-4] a folder of the server imports only from its left', () => {
    const wrong = arrows.filter(({ fromPlace, toPlace }) => {
      const [from, to] = [rank.get(fromPlace), rank.get(toPlace)]
      return from !== undefined && to !== undefined && to > from
    })
    expect(listed(wrong)).toEqual([])
  })

  it('[ARCH-5] only main knows the app, and nobody below imports the top', () => {
    const wrong = arrows.filter(
      ({ from, to, toPlace }) => toPlace === 'server' && !foundations.includes(to) && placeOf(from) !== 'server',
    )
    expect(listed(wrong)).toEqual([])
  })

  it('[ARCH-6] workers use the server; of the server only main starts them', () => {
    const wrong = arrows.filter(
      ({ from, to }) => from.startsWith('server/') && to.startsWith('workers/') && from !== 'server/serve.ts',
    )
    expect(listed(wrong)).toEqual([])
  })

  it('[ARCH-7] client features do not know each other, and only the shell composes them', () => {
    const wrong = arrows.filter(({ from, fromPlace, toPlace }) => {
      if (!toPlace.startsWith('client/features/') || fromPlace === toPlace) return false
      return !from.startsWith('client/app/')
    })
    expect(listed(wrong)).toEqual([])
  })

  it('[ARCH-8] there are no circles between files', () => {
    expect(circles()).toEqual([])
  })

  it('[ARCH-9] there are no barrel files', () => {
    expect(files.map(({ path }) => path).filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([])
  })
})

describe('what everything stands on', () => {
  it('[OPS-11] no request is carried along behind its own code', () => {
    const hidden = files.filter(({ imports }) => imports.some((name) => /^(node:)?async_hooks$/.test(name)))
    expect(hidden.map(({ path }) => path)).toEqual([])
  })

  it('[ARCH-11] the journal stays small: at most 800 lines of code', () => {
    const lines = codeLines('server/journal')
    expect(lines).toBeGreaterThan(100)
    expect(lines).toBeLessThanOrEqual(800)
  })

  it('[ARCH-12] the embedded store stays small: at most 4,000 lines of code', () => {
    const lines = codeLines('server/store/embedded')
    expect(lines).toBeGreaterThan(1000)
    expect(lines).toBeLessThanOrEqual(4000)
  })
})

/** Lines of a folder that are neither blank nor comment alone, tests apart. */
function codeLines(folder: string): number {
  const texts = sourcesBelow(folder).map((path) => readFileSync(join(root, path), 'utf8'))
  const code = texts.map((text) => text.replace(/^[ \t]*\/\*[\s\S]*?\*\/[ \t]*$|^[ \t]*\/\/.*$/gm, ''))
  return code.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '').length
}

/** Files that import themselves over others; type imports do not count, since they vanish. */
function circles(): string[] {
  const runtime = new Map(
    files.map(({ path }) => {
      const text = readFileSync(join(root, path), 'utf8').replace(/import type [^']+'[^']+'/g, '')
      const names = [...text.matchAll(/from\s*'([^'\s]+)'/g)].map(([, name = '']) => name)
      const targets = names.flatMap((name) => {
        if (name.startsWith('#protocol/')) return [`protocol/${name.slice('#protocol/'.length)}.ts`]
        return name.startsWith('.') ? [normalize(join(dirname(path), name))] : []
      })
      return [path, targets] as const
    }),
  )
  const found = new Set<string>()
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      found.add([...trail.slice(at), path].join(' -> '))
      return
    }
    if (done.has(path)) return
    for (const target of runtime.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of runtime.keys()) visit(path, [])
  return [...found]
}
