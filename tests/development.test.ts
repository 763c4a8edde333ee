import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const below = (folder: string, ending: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => read(`${folder}/${name}`))
    .join('\n')
const firstOf = (text: string, form: RegExp) => new Set([...text.matchAll(form)].map(([, first = '']) => first))

describe('npm run dev', () => {
  it('[RUN-5] knows of each page that mail leads to whether the app or the server makes it', () => {
    const linked = firstOf(below('server/notifications', '-templates.ts'), /linkTo\(['`]\/([a-z-]+)/g)
    const ofApp = firstOf(below('client/app', '.tsx'), /<Route path="\/([a-z-]+)/g)
    const passedOn = firstOf(read('vite.config.ts'), /^ {6}'\/([\w.-]+)': /gm)
    expect([...linked].filter((page) => !ofApp.has(page) && !passedOn.has(page))).toEqual([])
    expect([...ofApp].filter((page) => passedOn.has(page))).toEqual([])
    expect(linked.size).toBeGreaterThan(5)
    // Nor does the server answer a wrong address there with a page of the app.
    const [, notPages = ''] = /notPages =\s+\/\^\\\/\(\?:([^)]+)\)/.exec(read('server/http/app-pages.ts')) ?? []
    expect(notPages.replace('\\', '').split('|').sort()).toEqual([...passedOn].sort())
  })
})
