import type { endpoints } from '#protocol/candidates'
import { AppError } from '../app-error.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import type { CommandRun } from '../http/bind.ts'
import { blindText, knowsAll, openFileFor, presentFile } from './candidate-view.ts'
import { touchFile } from './touch-file.ts'

/** Replaces the tags. A tag of which somebody blind sees only a part is kept as it is. */
export const setTags: CommandRun<typeof endpoints.setTags> = async (tx, member, { candidateId, body, ifVersion }) => {
  const file = await openFileFor(tx, member, candidateId, 'candidate.annotate')
  refuseErased(file.candidate)
  const before = file.candidate.tags ?? []
  if (ifVersion !== undefined && ifVersion !== file.candidate.version) throw new AppError('version-mismatch')
  const hidden = knowsAll(file, member) ? [] : before.map((tag) => ({ tag, shown: blindText(file, tag) }))
  // Several may read alike with the name withheld: as long as one is there, none is lost.
  const meant = (tag: string) => hidden.filter(({ shown }) => shown === tag).map((one) => one.tag)
  const after = oncePerCase(body.tags.flatMap((tag) => (meant(tag).length > 0 ? meant(tag) : tag)))
  if (after.join('\n') === before.join('\n')) return presentFile(tx, member, file)
  const touched = await touchFile(tx, member, file, {
    what: 'tags',
    action: 'candidate.tagged',
    changed: { tags: after },
  })
  return presentFile(tx, member, touched)
}

function oncePerCase(tags: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const tag of tags) {
    const key = tag.toLowerCase()
    if (!known.has(key)) known.set(key, tag)
  }
  return [...known.values()]
}
