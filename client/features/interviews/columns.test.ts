import { describe, expect, it } from 'vitest'
import { columnsFor } from './columns.ts'
import { anInterview } from './fixtures.ts'
import { weekOf } from './zone-days.ts'

const base = {
  view: 'week' as const,
  days: weekOf('2026-05-05'),
  chosen: [],
  parties: [{ key: 'user u1', kind: 'user' as const, id: 'u1', name: 'Dana' }],
  times: [],
  interviews: [],
  zone: 'Europe/Berlin',
  today: '2026-05-05',
}

describe('what stands side by side', () => {
  it('[INTUI-12] a week is its working days, and the weekend when something is on it or it is now', () => {
    expect(columnsFor(base).map(({ day }) => day.slice(8))).toEqual(['04', '05', '06', '07', '08'])
    const sunday = anInterview({ startsAt: '2026-05-10T08:00:00Z', endsAt: '2026-05-10T09:00:00Z' })
    expect(columnsFor({ ...base, interviews: [sunday] })).toHaveLength(7)
    const saturday = [{ from: Date.parse('2026-05-09T08:00:00Z'), to: Date.parse('2026-05-09T12:00:00Z') }]
    const times = [{ key: 'user u1', name: 'Dana', working: saturday, saysHours: true, busy: [], downSince: null }]
    expect(columnsFor({ ...base, times })).toHaveLength(6)
    expect(columnsFor({ ...base, today: '2026-05-09' })).toHaveLength(6)
    expect(columnsFor({ ...base, today: '2026-05-10' })).toHaveLength(7)
    expect(columnsFor({ ...base, today: '2026-05-16' })).toHaveLength(5)
  })

  it('[INTUI-12] a day has the chosen people and rooms side by side, or everybody in one column', () => {
    const day = { ...base, view: 'day' as const, days: ['2026-05-09'] }
    expect(columnsFor(day)).toMatchObject([{ day: '2026-05-09', party: null, title: 'Saturday 9 May' }])
    expect(columnsFor({ ...day, chosen: ['user u1', 'user gone'] })).toMatchObject([
      { party: 'user u1', title: 'Dana' },
      { party: 'user gone', title: 'Somebody who left' },
    ])
  })
})
