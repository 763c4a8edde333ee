import { IconBriefcase } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import type { Participant } from '#protocol/chat'
import type { EmployerId } from '#protocol/ids'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import { PersonPicture } from '../../ui/person-picture.tsx'
import type { Query } from './completion.ts'
import classes from './completion-list.module.css'
import { mentionPattern, whoIsMeant } from './mention.ts'
import { type Reference, referencePattern, whatIsMeant } from './reference.ts'
import { type Completer, useCompletion } from './use-completion.ts'
import { useReferences } from './use-references.ts'

const mostPeople = 6

interface Field {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly body: string
  readonly setBody: (text: string) => void
}

/** Names after an @. */
export function useMentions({ people, ...field }: Field & { people: readonly Participant[] }) {
  const [query, setQuery] = useState<Query | null>(null)
  const completer: Completer<Participant> = {
    pattern: mentionPattern,
    label: 'People in this conversation',
    find: (words) => whoIsMeant(people, words).slice(0, mostPeople),
    textOf: ({ name }) => `@${name}`,
    keyOf: ({ id }) => id,
    render: ({ name, kind }) => (
      <>
        <PersonPicture name={name} size={24} />
        <span className={classes.name}>{name}</span>
        <span className={classes.about}>{kind === 'consultant' ? 'consultant' : ''}</span>
      </>
    ),
  }
  return useCompletion({ ...field, query, setQuery, completer })
}

/** Postings and candidates after a #; the text gets the address of their page. */
export function useLinks({ employerId, ...field }: Field & { employerId: EmployerId | null }) {
  const [query, setQuery] = useState<Query | null>(null)
  const { references, note } = useReferences(employerId, query !== null)
  const completer: Completer<Reference> = {
    pattern: referencePattern,
    label: 'Postings and candidates',
    find: (words) => whatIsMeant(references, words),
    textOf: ({ path }) => `${window.location.origin}${path}`,
    note,
    keyOf: ({ id }) => id,
    render: ({ type, name, about }) => (
      <>
        {type === 'posting' ? <IconBriefcase size={20} stroke={1.75} /> : <CodePicture code={name} size={20} />}
        <span className={classes.name}>{name}</span>
        <span className={classes.about}>{about}</span>
      </>
    ),
  }
  return useCompletion({ ...field, query, setQuery, completer })
}
