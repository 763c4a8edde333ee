import { useMergedRef } from '@mantine/hooks'
import { cloneElement, type ReactElement, type Ref, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import classes from './tip.module.css'

type Side = 'top' | 'right'

interface Anchor {
  readonly ref?: Ref<HTMLElement>
  readonly 'aria-describedby'?: string | undefined
}

const usualDelay = 350
/** Between the tip and what it is about, and to the edge of the window, in pixels. */
const gap = 6

/**
 * A few words about something, on hover, focus and touch; Escape takes them away. The library's tooltip brings a whole
 * positioning engine into the first load of every page.
 */
export function Tip(props: {
  label: string
  side?: Side
  delay?: number
  isOff?: boolean
  /** In pixels; longer words wrap. */
  width?: number
  children: ReactElement<Anchor>
}) {
  const { label, side = 'top', delay = usualDelay, isOff = false, width, children } = props
  const id = useId()
  const anchor = useRef<HTMLElement | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const ref = useMergedRef(anchor, children.props.ref)

  useEffect(() => {
    const element = anchor.current
    if (!element || isOff) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setIsOpen(true), delay)
    }
    const close = () => {
      clearTimeout(timer)
      setIsOpen(false)
    }
    // A click puts the focus there too, and has said already what is wanted.
    const focused = () => {
      if (element.matches(':focus-visible')) open()
    }
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close()
    }
    const on: [string, (event: never) => void][] = [
      ['pointerenter', open],
      ['pointerleave', close],
      ['focus', focused],
      ['blur', close],
    ]
    for (const [name, listener] of on) element.addEventListener(name, listener as EventListener)
    document.addEventListener('keydown', pressed)
    // What it stands beside moves away under it.
    document.addEventListener('scroll', close, { capture: true, passive: true })
    return () => {
      close()
      for (const [name, listener] of on) element.removeEventListener(name, listener as EventListener)
      document.removeEventListener('keydown', pressed)
      document.removeEventListener('scroll', close, { capture: true })
    }
  }, [delay, isOff])

  const described = [children.props['aria-describedby'], isOpen ? id : ''].filter(Boolean).join(' ')
  return (
    <>
      {cloneElement(children, { ref, ...(described ? { 'aria-describedby': described } : {}) })}
      {isOpen
        ? createPortal(<Words id={id} label={label} side={side} width={width} anchor={anchor.current} />, document.body)
        : null}
    </>
  )
}

function Words(props: { id: string; label: string; side: Side; width?: number | undefined; anchor: Element | null }) {
  const { id, label, side, width, anchor } = props
  const words = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = words.current
    if (!element || !anchor) return
    const { left, top } = placeOf(anchor.getBoundingClientRect(), element.getBoundingClientRect(), side, {
      width: window.innerWidth,
      height: window.innerHeight,
    })
    element.style.left = `${left}px`
    element.style.top = `${top}px`
  })
  return (
    <div ref={words} id={id} role="tooltip" className={classes.tip} {...(width ? { style: { width } } : {})}>
      {label}
    </div>
  )
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

/** Beside the anchor, on the other side where there is no room, and always within the window. */
export function placeOf(
  anchor: Box,
  tip: Pick<Box, 'width' | 'height'>,
  side: Side,
  screen: Pick<Box, 'width' | 'height'>,
): { left: number; top: number } {
  const within = (at: number, size: number, most: number) => Math.max(gap, Math.min(at, most - size - gap))
  if (side === 'right') {
    const right = anchor.right + gap
    const left = right + tip.width + gap <= screen.width ? right : anchor.left - gap - tip.width
    const top = anchor.top + (anchor.height - tip.height) / 2
    return { left: within(left, tip.width, screen.width), top: within(top, tip.height, screen.height) }
  }
  const above = anchor.top - gap - tip.height
  const top = above >= gap ? above : anchor.bottom + gap
  const left = anchor.left + (anchor.width - tip.width) / 2
  return { left: within(left, tip.width, screen.width), top: within(top, tip.height, screen.height) }
}
