import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function testsBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return testsBelow(path)
    return /\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const numbersIn = (text: string, form: RegExp) => new Set([...text.matchAll(form)].map(([, rule = '']) => rule))

describe('rules and tests', () => {
  it('[ARCH-10] every rule that is cited is written down, and every rule that is written down is cited', () => {
    const files = ['server', 'client', 'protocol', 'workers', 'tests'].flatMap(testsBelow)
    const tests = files.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
    const cited = numbersIn(tests, /['"`]\[([A-Z]+-\d+)\]/g)
    const written = numbersIn(readFileSync(join(root, 'docs/SPEC.md'), 'utf8'), /^- \*\*([A-Z]+-\d+)\*\*/gm)
    expect({
      unwritten: [...cited].filter((rule) => !written.has(rule)).sort(),
      uncited: [...written].filter((rule) => !cited.has(rule)).sort(),
    }).toEqual({ unwritten: [], uncited: [] })
  })
})
