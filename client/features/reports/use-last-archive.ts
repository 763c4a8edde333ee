import { useState } from 'react'
import { ArchiveId } from '#protocol/ids'

/** The archive that this browser asked for last, kept for whoever leaves the page while it is made. */
export function useLastArchive(employerId: string) {
  const place = `clearview.archive.${employerId}`
  const [id, setId] = useState(() => remembered(place))
  const set = (next: ArchiveId | null) => {
    setId(next)
    try {
      if (next === null) localStorage.removeItem(place)
      else localStorage.setItem(place, next)
    } catch {
      // Forbidden storage: it is shown as long as this page is open.
    }
  }
  return [id, set] as const
}

function remembered(place: string): ArchiveId | null {
  try {
    return ArchiveId.safeParse(localStorage.getItem(place)).data ?? null
  } catch {
    return null
  }
}
