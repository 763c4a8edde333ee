const parts = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${zone}`
  const known = parts.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  parts.set(key, made)
  return made
}

/** `14:05` */
export const clockWords = (at: number, zone: string): string =>
  format(zone, 'clock', { hour: '2-digit', minute: '2-digit' }).format(at)

/** `14:00 – 15:00` */
export const spanWords = ({ from, to }: { from: number; to: number }, zone: string): string =>
  `${clockWords(from, zone)} – ${clockWords(to, zone)}`

/** `Tuesday, 3 March` */
export const dayWords = (at: number, zone: string): string =>
  format(zone, 'day', { weekday: 'long', day: 'numeric', month: 'long' }).format(at)

/** `Tue 3 Mar, 14:05` */
export const momentWords = (at: number, zone: string): string => {
  const day = format(zone, 'short day', { weekday: 'short', day: 'numeric', month: 'short' }).format(at)
  return `${day.replace(',', '')}, ${clockWords(at, zone)}`
}

/** `CET` or `GMT+5:30`: as it is called at that moment, summer time or not. */
export function zoneWords(zone: string, at: number): string {
  const named = format(zone, 'zone', { timeZoneName: 'short', hour: 'numeric' }).formatToParts(at)
  return named.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** `14:00 – 15:00 CET`; `01:30 CET – 03:30 CEST`, where the clocks change in between. */
export function spanInZone({ from, to }: { from: number; to: number }, zone: string): string {
  const [before, after] = [zoneWords(zone, from), zoneWords(zone, to)]
  if (before === after) return `${spanWords({ from, to }, zone)} ${before}`
  return `${clockWords(from, zone)} ${before} – ${clockWords(to, zone)} ${after}`
}

/** As the zone is called at these moments, in their order: `CET`, and then `CEST` where the clocks change in between. */
export const zonesAt = (moments: readonly number[], zone: string): string[] => [
  ...new Set(moments.map((at) => zoneWords(zone, at))),
]

/** `Europe/Berlin` as a person says it: `Berlin`. */
export const placeOfZone = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** With the part of the world: `Berlin, Europe`. */
export function longPlaceOfZone(zone: string): string {
  const [region, ...rest] = zone.split('/')
  return rest.length === 0 ? placeOfZone(zone) : `${placeOfZone(zone)}, ${region}`
}

/** The browser's own zone. */
export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether this browser knows a zone of that name: a link can carry anything. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Every zone there is, for choosing. */
export const allZones = (): readonly string[] => Intl.supportedValuesOf('timeZone')

/** `1 h 30 min` */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 ? `${hours} h` : null, rest > 0 || hours === 0 ? `${rest} min` : null]
    .filter((part) => part !== null)
    .join(' ')
}
