import { useEffect, useRef, useState } from 'react'

/** For a menu whose code was loaded by the click that opens it: takes the place of the button, with its focus, and opens. */
export function useLateMenu() {
  const target = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    target.current?.focus()
    setOpened(true)
  }, [])
  return { target, menu: { opened, onChange: setOpened } }
}
