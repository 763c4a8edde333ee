import { PersonPicture } from '../../ui/person-picture.tsx'
import classes from './composer.module.css'
import type { Mention } from './use-mention.ts'

/** Who can be named, above the field. */
export const MentionList = ({ mention }: { mention: Mention }) => (
  <div id={mention.listId} className={classes.mentions} role="listbox" aria-label="People in this conversation">
    {mention.people.map((person, index) => (
      // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one.
      // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
      <div
        key={person.id}
        id={`${mention.listId}-${index}`}
        role="option"
        aria-selected={index === mention.activeIndex}
        className={classes.mention}
        // Before the field loses the focus, which would close the list.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => mention.choose(person)}
      >
        <PersonPicture name={person.name} size={24} />
        {person.name}
        <span className={classes.mentionKind}>{person.kind === 'consultant' ? 'consultant' : ''}</span>
      </div>
    ))}
  </div>
)
