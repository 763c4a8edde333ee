import type { Posting } from '#protocol/postings'
import { counted } from '../../ui/counted.ts'

export interface PublishCheck {
  readonly id: string
  readonly isRight: boolean
  /** What is right, or what to do about it. */
  readonly words: string
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[a-z]+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** What a reader of the careers page would miss. None of it forbids to publish. */
export function publishChecks(posting: Posting): PublishCheck[] {
  const { description, salary, location, employmentType, requirements, team } = posting
  const words = textOf(description)
    .split(' ')
    .filter((word) => word !== '').length
  return [
    words === 0
      ? wrong('description', 'The description is empty. Say what the job is and who they will work with.')
      : words < 50
        ? wrong(
            'description',
            `The description has only ${counted(words, 'word')}. People apply when they can picture the job.`,
          )
        : right('description', 'The description tells what the job is.'),
    salary === null
      ? wrong('pay', 'No pay is given. Postings with a range get more and fairer applications.')
      : right('pay', 'The pay is given.'),
    location === null
      ? wrong('location', 'No location is given. Write “Remote” if it does not matter.')
      : right('location', 'The location is given.'),
    employmentType === null
      ? wrong('type', 'It does not say whether it is full time or part time.')
      : right('type', 'The employment type is given.'),
    requirements.length === 0
      ? wrong('requirements', 'No requirements are listed. Candidates are judged by them.')
      : requirements.length > 8
        ? wrong(
            'requirements',
            `There are ${requirements.length} requirements. Keep those that are needed on the first day.`,
          )
        : right('requirements', 'The requirements are listed.'),
    team.hiringManagerIds.length === 0
      ? wrong('team', 'Nobody is hiring manager yet. Choose one under Team.')
      : right('team', 'There is a hiring manager.'),
  ]
}

const wrong = (id: string, words: string): PublishCheck => ({ id, isRight: false, words })
const right = (id: string, words: string): PublishCheck => ({ id, isRight: true, words })
