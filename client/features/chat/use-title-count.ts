import { useEffect } from 'react'

const counted = /^\(\d+\+?\) /

/** Puts the number of unread messages before the browser tab's title, whatever page names it. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const write = () => {
      const title = document.title.replace(counted, '')
      const wanted = count > 0 ? `(${count > 99 ? '99+' : count}) ${title}` : title
      if (document.title !== wanted) document.title = wanted
    }
    // Pages set their titles at their own time.
    const watch = new MutationObserver(write)
    watch.observe(document.head, { childList: true, subtree: true, characterData: true })
    write()
    return () => {
      watch.disconnect()
      document.title = document.title.replace(counted, '')
    }
  }, [count])
}
