import { describe, expect, it } from 'vitest'
import {
  dayWords,
  isZone,
  lengthWords,
  longPlaceOfZone,
  momentWords,
  placeOfZone,
  spanWords,
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
