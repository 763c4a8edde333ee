import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { eventually } from './server.ts'
import { wish } from './share.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the notes about what is shared. */
    shared: string
  }
}

/** Asks for what is shared under this name, and waits for it. @throws with the reason when it could not be started */
export async function shared<Note>(name: string): Promise<Note> {
  const file = join(inject('shared'), name)
  if (!existsSync(file)) await writeFile(`${file}${wish}`, '')
  await eventually(() => existsSync(file), 60_000)
  const { note, failed } = JSON.parse(await readFile(file, 'utf8')) as { note: Note; failed?: string }
  if (failed !== undefined) throw new Error(`What the tests share could not be started: ${failed}`)
  return note
}
