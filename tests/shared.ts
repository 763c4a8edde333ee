import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { eventually } from './server.ts'

// What is started once for all files of a project, by its `globalSetup`, which nobody waits for: the files that need it
// wait for its note. So it starts while the files that do not need it run already.

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the notes about what is shared. */
    shared: string
  }
}

/** What of vitest's project a `globalSetup` is given to tell its files. */
interface Project {
  provide(name: 'shared', folder: string): void
}

interface Started<Note> {
  readonly note: Note
  end(): Promise<unknown>
}

/** Starts things in the background, one note for each. @returns ends them all: the teardown of a `globalSetup` */
export async function share(
  project: Project,
  starts: Readonly<Record<string, () => Promise<Started<unknown>>>>,
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'clearview-shared-'))
  project.provide('shared', folder)
  const starting = Object.entries(starts).map(async ([name, start]) => {
    try {
      const { note, end } = await start()
      await leaveNote(folder, name, { note })
      return end
    } catch (error) {
      await leaveNote(folder, name, { failed: String(error) })
      return null
    }
  })
  return async () => {
    for (const end of await Promise.all(starting)) await end?.()
    await rm(folder, { recursive: true })
  }
}

/** Whole or not at all: it is read as soon as it is there. */
async function leaveNote(folder: string, name: string, note: object): Promise<void> {
  await writeFile(join(folder, `${name}.part`), JSON.stringify(note))
  await rename(join(folder, `${name}.part`), join(folder, name))
}

/** Waits for what is shared under this name. @throws with the reason when it could not be started */
export async function shared<Note>(name: string): Promise<Note> {
  const file = join(inject('shared'), name)
  await eventually(() => existsSync(file), 60_000)
  const { note, failed } = JSON.parse(await readFile(file, 'utf8')) as { note: Note; failed?: string }
  if (failed !== undefined) throw new Error(`What the tests share could not be started: ${failed}`)
  return note
}
