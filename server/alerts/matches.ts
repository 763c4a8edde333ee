import type { AlertFilters } from '#protocol/alerts'

interface Job {
  readonly title: string
  /** As HTML. */
  readonly description: string
  readonly location: string | null
  readonly employmentType: string | null
}

/** Without case, accents and punctuation: "Full-time" is "full time". */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether somebody wants to hear of a job. A filter about what the posting does not say keeps it out. Pure. */
export function matches({ words = '', location = '', employmentType = '' }: AlertFilters, job: Job): boolean {
  const text = ` ${plain(`${job.title} ${job.description.replace(/<[^>]*>/g, ' ')}`)}`
  const isAbout = plain(words)
    .split(' ')
    .every((word) => text.includes(` ${word}`))
  const has = (filter: string, value: string | null) => plain(value ?? '').includes(plain(filter))
  return isAbout && has(location, job.location) && has(employmentType, job.employmentType)
}
