import { useEffect, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { type PersonHere, peopleIn } from './people.ts'

/** Everybody else who has the document open, as they come and go. */
export function usePeople(awareness: Awareness, myId: string): readonly PersonHere[] {
  const [people, setPeople] = useState<readonly PersonHere[]>(() => peopleIn(awareness, myId))
  useEffect(() => {
    const look = () =>
      setPeople((before) => {
        const now = peopleIn(awareness, myId)
        // Every move of a caret comes by here; only another list of people is worth drawing.
        return JSON.stringify(now) === JSON.stringify(before) ? before : now
      })
    look()
    awareness.on('change', look)
    return () => awareness.off('change', look)
  }, [awareness, myId])
  return people
}
