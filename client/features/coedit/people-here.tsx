import { Tooltip } from '@mantine/core'
import { initialsOf } from '../../ui/names.ts'
import type { PersonHere } from './people.ts'
import css from './people-here.module.css'

const shownAtMost = 5

/** Who else has the text open; the ring has the colour of their caret. */
export function PeopleHere({ people }: { people: readonly PersonHere[] }) {
  if (people.length === 0) return null
  const rest = people.slice(shownAtMost)
  return (
    <ul className={css.people} aria-label="Here now">
      {people.slice(0, shownAtMost).map((person) => (
        <Tooltip key={person.userId} label={`${person.name} is here`}>
          <li className={css.person} ref={paint(person.color)}>
            <span aria-hidden="true">{initialsOf(person.name)}</span>
            <span className="cv-visually-hidden">{person.name}</span>
          </li>
        </Tooltip>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.map(({ name }) => name).join(', ')}>
          <li className={css.more}>
            <span aria-hidden="true">+{rest.length}</span>
            <span className="cv-visually-hidden">{rest.map(({ name }) => name).join(', ')}</span>
          </li>
        </Tooltip>
      )}
    </ul>
  )
}

/** The colour is data of another browser, and the security policy refuses style attributes. */
const paint = (color: string) => (element: HTMLElement | null) => element?.style.setProperty('--person', color)
