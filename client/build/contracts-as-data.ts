import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const asData = '?as-data'
const protocolFile = /\/protocol\/[\w-]+\.ts$/
const inertZod = fileURLToPath(new URL('inert-zod.ts', import.meta.url))

/**
 * A page needs the contracts' paths and methods, not their schemas: the server validates. So `#protocol/…` comes into
 * the browser with an inert zod, which keeps 28 kB out of the first load. Modules that do run a schema
 * (`Name.parse(…)`, `Name.safeParse(…)`) get the real thing, in the part of the app that they belong to.
 */
export function contractsAsData(): Plugin {
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
