import { useCallback, useState } from 'react'
import type { SignedInUser } from '#protocol/auth'

const place = 'clearview.employer'

const remembered = (): string | null => {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

/** Which of several employers is open; remembered on this device. */
export function useEmployerChoice(user: SignedInUser) {
  const [chosen, setChosen] = useState(remembered)
  const membership = user.memberships.find(({ employerId }) => employerId === chosen) ?? user.memberships[0]
  const choose = useCallback((employerId: string) => {
    setChosen(employerId)
    try {
      localStorage.setItem(place, employerId)
    } catch {
      // Forbidden storage: the choice lasts as long as the page.
    }
  }, [])
  return { membership, choose }
}
