import { useEffect, useEffectEvent, useState } from 'react'
import { useNow } from '../../ui/use-now.ts'

/** Of the past, in ten seconds. */
const day = 86_400_000
export const speeds = [
  { value: 'day', label: 'A day in 10 s', of: day },
  { value: 'week', label: 'A week in 10 s', of: 7 * day },
  { value: 'month', label: 'A month in 10 s', of: 30 * day },
  { value: 'all', label: 'All in 20 s', of: null },
] as const

/** A moment that can be moved by hand, or moves by itself until it is now. */
export function usePlay(first: number) {
  const now = Math.max(useNow(), first + 60_000)
  // Null: now, and it stays now.
  const [moment, setMoment] = useState<number | null>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const [speed, setSpeed] = useState<string>('week')
  const at = moment === null ? now : Math.min(moment, now)

  // The moment moves with every frame: it is only where playing begins.
  const begin = useEffectEvent(() => ({
    from: moment ?? first,
    end: now,
    rate: (speeds.find(({ value }) => value === speed)?.of ?? (now - first) / 2) / 10_000,
  }))

  useEffect(() => {
    if (!isPlaying) return
    const { from, end, rate } = begin()
    const began = performance.now()
    let frame = requestAnimationFrame(function step(time) {
      const next = from + (time - began) * rate
      if (next >= end) {
        setMoment(null)
        setIsPlaying(false)
        return
      }
      setMoment(next)
      frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying])

  return {
    at,
    now,
    isNow: moment === null,
    isPlaying,
    speed,
    setSpeed: (to: string) => {
      setIsPlaying(false)
      setSpeed(to)
    },
    go: (to: number) => {
      setIsPlaying(false)
      setMoment(to >= now - 60_000 ? null : to)
    },
    toggle: () => {
      if (!isPlaying && moment === null) setMoment(first)
      setIsPlaying(!isPlaying)
    },
  }
}
