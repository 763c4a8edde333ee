import { watch } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// What is started once for all files of a project, by its `globalSetup`, which nobody waits for: the files that need it
// wait for its note. So it starts while the files that do not need it run already. What a `globalSetup` imports is read
// once more than by the tests themselves, before all of them: it is what starts things and nothing else.

/** What of vitest's project a `globalSetup` is given to tell its files. */
interface Project {
  provide(name: 'shared', folder: string): void
}

interface Started<Note> {
  readonly note: Note
  end(): Promise<unknown>
}

type Starts = Readonly<Record<string, () => Promise<Started<unknown>>>>

/**
 * Starts things in the background, one note for each.
 * @param onDemand once a file asks for it, where not every run has one that does
 * @returns ends them all: the teardown of a `globalSetup`
 */
export async function share(
  project: Project,
  starts: Starts,
  { onDemand = false }: { readonly onDemand?: boolean } = {},
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'clearview-shared-'))
  project.provide('shared', folder)
  const starting = new Map<string, Promise<(() => Promise<unknown>) | null>>()
  const begin = (name: string) => {
    const start = starts[name]
    if (start && !starting.has(name)) starting.set(name, startWithNote(folder, name, start))
  }
  const asked = onDemand
    ? watch(folder, (_event, file) => file?.endsWith(wish) && begin(file.slice(0, -wish.length)))
    : null
  if (!onDemand) for (const name of Object.keys(starts)) begin(name)
  return async () => {
    asked?.close()
    for (const end of await Promise.all(starting.values())) await end?.()
    await rm(folder, { recursive: true })
  }
}

/** How the name of a file ends by which something is asked for. */
export const wish = '.wanted'

/** Answers what ends it; null: it could not be started, and the note says why. */
async function startWithNote(folder: string, name: string, start: Starts[string]) {
  try {
    const { note, end } = await start()
    await leaveNote(folder, name, { note })
    return end
  } catch (error) {
    await leaveNote(folder, name, { failed: String(error) })
    return null
  }
}

/** Whole or not at all: it is read as soon as it is there. */
async function leaveNote(folder: string, name: string, note: object): Promise<void> {
  await writeFile(join(folder, `${name}.part`), JSON.stringify(note))
  await rename(join(folder, `${name}.part`), join(folder, name))
}
