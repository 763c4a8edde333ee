import { describe, expect, it } from 'vitest'
import {
  dayWords,
  isZone,
  lengthWords,
  longPlaceOfZone,
  momentWords,
  placeOfZone,
  spanInZone,
  spanWords,
  zonesAt,
  zoneWords,
} from './zone-words.ts'

const at = Date.parse('2026-07-03T12:30:00Z')

describe('times in words', () => {
  it('[INTUI-1] every time is said in the zone that is chosen, and the zone as it is called then', () => {
    expect(spanWords({ from: at, to: at + 5_400_000 }, 'Europe/Berlin')).toBe('14:30 – 16:00')
    expect(momentWords(at, 'America/New_York')).toBe('Fri 3 Jul, 08:30')
    expect(dayWords(Date.parse('2026-07-03T23:30:00Z'), 'Asia/Tokyo')).toBe('Saturday 4 July')
    expect(zoneWords('Europe/Berlin', at)).toBe('CEST')
    expect(zoneWords('Europe/Berlin', Date.parse('2026-01-03T12:30:00Z'))).toBe('CET')
  })

  it('[INTUI-1] of days of another season the zone is called as it is then, before and after a change of the clocks', () => {
    const [saturday, monday] = ['2026-03-28', '2026-03-30'].map((day) => Date.parse(`${day}T11:00:00Z`))
    expect(zonesAt([saturday ?? 0, monday ?? 0], 'Europe/Berlin')).toEqual(['CET', 'CEST'])
    expect(zonesAt([at, at + 86_400_000], 'Europe/Berlin')).toEqual(['CEST'])
  })

  it('[INTUI-2] of a span in which the clocks change, each end is said as its zone is called then', () => {
    const from = Date.parse('2026-10-25T00:30:00Z')
    expect(spanInZone({ from, to: from + 3_600_000 }, 'Europe/Berlin')).toBe('02:30 CEST – 02:30 CET')
    expect(spanInZone({ from: at, to: at + 3_600_000 }, 'Europe/Berlin')).toBe('14:30 – 15:30 CEST')
  })

  it('[INTUI-1] zones have a place for a name, and what a link says is checked', () => {
    expect(placeOfZone('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
    expect(['America/Argentina/Buenos_Aires', 'UTC'].map(longPlaceOfZone)).toEqual(['Buenos Aires, America', 'UTC'])
    expect(isZone('Europe/Berlin')).toBe(true)
    expect(isZone('Mars/Olympus')).toBe(false)
  })

  it('a length is said in hours and minutes', () => {
    expect([15, 60, 90].map(lengthWords)).toEqual(['15 min', '1 h', '1 h 30 min'])
  })
})
