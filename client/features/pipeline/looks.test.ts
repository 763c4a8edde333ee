import { describe, expect, it, vi } from 'vitest'
import { CandidateId, EmployerId, PostingId } from '#protocol/ids'
import type { LiveLine } from '../../live/live-line.ts'
import { Looks } from './looks.ts'

function aLine() {
  const asked: [string, unknown][] = []
  const line = {
    hint: () => undefined,
    ask: async (name: string, payload: unknown) => {
      asked.push([name, payload])
      return { ok: true, looks: [] }
    },
    join: () => () => undefined,
  }
  return { asked, looks: new Looks(EmployerId.parse('e'), line as unknown as LiveLine) }
}
const look = (userId: string, candidateId: string) => ({ userId, candidateId }) as never

describe('who else looks', () => {
  it('[BRD-15] is told of each candidate to those alone who show them, and only when it changed', () => {
    const { looks } = aLine()
    const [a, b] = [vi.fn(), vi.fn()]
    looks.onCandidate('a')(a)
    looks.onCandidate('b')(b)
    looks.know([look('dana', 'a')])
    const before = looks.at('a')
    looks.know([look('dana', 'a'), look('max', 'b')])
    expect(looks.at('a')).toBe(before)
    expect(looks.at('b')).toEqual(['max'])
    looks.know([])
    expect(looks.at('a')).toEqual([])
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([2, 2])
  })

  it('[BRD-15] what I have open is said once, and taken back', () => {
    const { looks, asked } = aLine()
    const mine = { jobId: PostingId.parse('j'), candidateId: CandidateId.parse('c') }
    looks.look(mine)
    looks.look({ ...mine })
    looks.look(null)
    expect(asked.map(([, payload]) => (payload as { at: unknown }).at)).toEqual([mine, null])
  })
})
