import ICAL from 'ical.js'
import { joined, overlap, type Span } from '../time/spans.ts'

/** Occurrences of one event that are looked at, at most: a calendar elsewhere must not keep us busy for ever. */
const mostOccurrences = 5000

/** Our own interviews, which come back by the private feed: they are known already, and better. */
const ours = /^interview-[0-9a-z]{26}@/

/**
 * When somebody is busy by an iCalendar file: events that take their time, with their repetitions and exceptions, in
 * one list in order. Pure.
 * @throws when it is no iCalendar file
 */
export function busyTimes(text: string, within: Span): Span[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = calendar.getAllSubcomponents('vtimezone')
  for (const zone of zones) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
  const masters = events.filter((event) => !event.isRecurrenceException())
  for (const exception of events.filter((event) => event.isRecurrenceException())) {
    masters.find(({ uid }) => uid === exception.uid)?.relateException(exception)
  }
  return joined(masters.flatMap((event) => occurrences(event, within)))
}

function occurrences(event: ICAL.Event, within: Span): Span[] {
  if (ours.test(event.uid ?? '')) return []
  if (!event.isRecurring()) return takesTime(event) ? clipped([spanOf(event.startDate, event.endDate)], within) : []
  const spans: Span[] = []
  const repetition = event.iterator()
  for (let i = 0; i < mostOccurrences; i++) {
    const start = repetition.next()
    if (!start || millis(start) >= within.to) break
    const { item, startDate, endDate } = event.getOccurrenceDetails(start)
    if (takesTime(item)) spans.push(spanOf(startDate, endDate))
  }
  return clipped(spans, within)
}

const clipped = (spans: readonly Span[], within: Span) => spans.filter((span) => overlap(span, within))

/** Events that are cancelled, or that their owner marked as free, take no time. */
function takesTime({ component }: ICAL.Event): boolean {
  const word = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase()
  return word('status') !== 'CANCELLED' && word('transp') !== 'TRANSPARENT'
}

const spanOf = (start: ICAL.Time, end: ICAL.Time): Span => ({ from: millis(start), to: millis(end) })

/** A time without a zone, a whole day among them, is taken in UTC. */
const millis = (time: ICAL.Time): number => time.toUnixTime() * 1000
