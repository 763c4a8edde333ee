import { useColleagues } from '../../rest/use-colleagues.ts'
import { PersonPicture } from '../../ui/person-picture.tsx'
import css from './board.module.css'
import { useLookers } from './board-context.tsx'

/** More faces would hide the code name; the candidate's pane has them all. */
const most = 2

/** Who else has this candidate open now, on the card. */
export function Lookers({ candidateId }: { candidateId: string }) {
  const lookers = useLookers(candidateId)
  return lookers.length === 0 ? null : <Faces userIds={lookers} />
}

function Faces({ userIds }: { userIds: readonly string[] }) {
  const nameOf = useColleagues()
  const names = userIds.map(nameOf)
  return (
    <span
      className={css.lookers}
      role="img"
      aria-label={`Open at ${names.join(', ')}`}
      title={`Open at ${names.join(', ')}`}
    >
      {names.slice(0, most).map((name, index) => (
        <PersonPicture key={userIds[index]} name={name} size={22} />
      ))}
    </span>
  )
}

/** The same in words, in the candidate's pane. */
export function AlsoLooking({ candidateId, className }: { candidateId: string; className: string | undefined }) {
  const lookers = useLookers(candidateId)
  const nameOf = useColleagues()
  return (
    <p className={className} role="status">
      {lookers.length > 0 && `Also here: ${lookers.map(nameOf).join(', ')}`}
    </p>
  )
}
