import { useSyncExternalStore } from 'react'

const print = window.matchMedia('print')
let isBegun = false

function subscribe(listener: () => void): () => void {
  // What the query tells comes too late to make another number of pages; the events come before they are counted.
  const begin = () => {
    isBegun = true
    listener()
  }
  const end = () => {
    isBegun = false
    listener()
  }
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  print.addEventListener('change', listener)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    print.removeEventListener('change', listener)
  }
}

/** Whether the page is being printed, or looked at as it would be. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isBegun || print.matches)
