import { useEffect, useRef, useState } from 'react'
import { comingsAndGoings, type PersonHere } from './people.ts'
import { type Saved, useSaving } from './saving.tsx'

/** Says politely who comes and goes, and when the connection does. Not each saving: that would never be quiet. */
export function Announcements({ people, of }: { people: readonly PersonHere[]; of: Saved }) {
  const saving = useSaving(of)
  const [words, setWords] = useState('')
  const before = useRef<readonly PersonHere[] | null>(null)
  const wasAway = useRef(false)
  const isAway = saving.kind === 'offline' || saving.kind === 'trouble'

  useEffect(() => {
    const news = before.current === null ? '' : comingsAndGoings(before.current, people)
    before.current = people
    // When the line breaks everybody seems to leave; what happened is that I did.
    if (news !== '' && !isAway && !wasAway.current) setWords(news)
  }, [people, isAway])

  useEffect(() => {
    if (isAway && !wasAway.current) setWords(`Offline. ${saving.meaning}`)
    if (!isAway && wasAway.current && saving.kind === 'saved') setWords(`Connected again. ${saving.meaning}`)
    if (isAway || saving.kind === 'saved') wasAway.current = isAway
  }, [isAway, saving.kind, saving.meaning])

  return (
    <div className="cv-visually-hidden" aria-live="polite">
      {words}
    </div>
  )
}
