import { describe, expect, it } from 'vitest'
import { byUser } from '../journal/actors.ts'
import { countsOf, isComplete } from '../scorecards/panel.ts'
import { expectComplete } from '../scorecards/ratings.ts'
import type { PanelRecord } from '../scorecards/repository.ts'
import { scoreOf, spreadOf } from '../scorecards/spread.ts'
import type { Chronicle } from './chronicle.ts'
import { tellCompany } from './company.ts'

const told = (now: Date) => tellCompany(now, 'hash', () => ({ seed: 'seed', secret: 'secret' }))
const submittedTo = ({ ratings }: Chronicle, { _id }: PanelRecord) =>
  ratings.filter(({ applicationId, submittedAt }) => applicationId === _id && submittedAt !== null)
const entriesOf = ({ entries }: Chronicle, { _id }: PanelRecord) =>
  entries.filter(({ type, data }) => type.startsWith('scorecard.') && data['applicationId'] === _id)

// Weekdays and a weekend, early and late.
const moments = ['03T06:30', '05T12:15', '07T11:00', '08T23:59'].map((moment) => new Date(`2031-03-${moment}:00Z`))

describe.each(moments)('scorecards of the demo company at %s', (now) => {
  const company = told(now)
  const { panels, ratings, kits, kitVersions, applications } = company

  it('[SEED-1] everybody who came as far as an interview has a panel of three or four who may rate', () => {
    const interviewed = [...applications.values()].filter(({ interviewedAt }) => interviewedAt !== null)
    expect(new Set(panels.map(({ _id }) => _id))).toEqual(new Set(interviewed.map(({ _id }) => _id)))
    for (const { reviewers, jobId } of panels) {
      expect([3, 4]).toContain(reviewers.length)
      for (const { userId } of reviewers) {
        const { role, jobIds } = company.memberships.get(userId) ?? { role: 'viewer', jobIds: [] }
        if (role === 'interviewer' || role === 'hiring_manager') expect(jobIds).toContain(jobId)
        else expect(['owner', 'admin', 'recruiter']).toContain(role)
      }
    }
  })

  it('[SEED-1] some panels are sealed with somebody missing, some revealed with somebody who stands apart', () => {
    const sealed = panels.filter(({ revealed }) => revealed === null)
    expect(sealed.filter((panel) => countsOf(panel).submitted > 0).length).toBeGreaterThan(1)
    for (const panel of sealed) expect(isComplete(panel)).toBe(false)
    const revealed = panels.filter((panel) => panel.revealed !== null)
    const apart = revealed.filter((panel) => {
      const all = submittedTo(company, panel)
      const { criteria } = kits.find(({ _id }) => _id === panel.jobId) ?? { criteria: [] }
      return criteria.some(({ id }) => spreadOf(all.map((one) => scoreOf(one, id))).outliers.length > 0)
    })
    expect(apart.length).toBeGreaterThan(3)
    expect(apart.length).toBeLessThan(revealed.length)
    expect(revealed.filter((panel) => panel.revealed?.by !== null && panel.revealed?.reason).length).toBeGreaterThan(0)
  })

  it('[SEED-2] what was handed in would have been taken, and differs from one to the other', () => {
    const evidence = new Map<string, number>()
    for (const record of ratings) {
      const { criteria } = kits.find(({ _id }) => _id === record.jobId) ?? { criteria: [] }
      if (record.submittedAt !== null) expectComplete(record, criteria)
      expect(record.version).toBe(1 + record.amendments.length)
      for (const { evidence: text } of record.ratings) evidence.set(text, (evidence.get(text) ?? 0) + 1)
      for (const { evidence: text } of record.ratings) expect(text).not.toMatch(/[{}]/)
    }
    expect(evidence.size).toBeGreaterThan(200)
    expect(ratings.some(({ submittedAt }) => submittedAt === null)).toBe(true)
  })

  it('[SEED-2] panels, entries and audit tell the same', () => {
    for (const panel of panels) {
      const told = entriesOf(company, panel)
      const counts = countsOf(panel)
      expect(told.filter(({ type }) => type === 'scorecard.submitted')).toHaveLength(counts.submitted)
      expect(
        submittedTo(company, panel)
          .map(({ userId }) => userId)
          .sort(),
      ).toEqual(panel.reviewers.flatMap(({ userId, submittedAt }) => (submittedAt === null ? [] : [userId])).sort())
      expect(told.at(-1)?.data).toMatchObject(counts)
      expect(told.at(-1)?.data['version']).toBeLessThanOrEqual(panel.version)
      const reveals = told.filter(({ type }) => type === 'scorecard.revealed')
      expect(reveals).toHaveLength(panel.revealed === null ? 0 : 1)
      // Whose ratings came in is nobody's news.
      for (const { type, actor } of told) {
        if (type === 'scorecard.submitted' || type === 'scorecard.amended') expect(actor.kind).toBe('system')
      }
      const by = panel.revealed?.by
      if (by) expect(reveals[0]?.actor).toEqual(byUser({ userId: by }))
      const audited = company.audit.filter(
        ({ subject, action }) => subject.id === panel._id && action.startsWith('scorecard.'),
      )
      const expected = told.map(({ type }) => type).filter((type) => type !== 'scorecard.submitted')
      expect(audited.map(({ action }) => action)).toEqual(expected)
    }
  })

  it('[SEED-2] nobody rates before the interview, and what decided it came after', () => {
    for (const panel of panels) {
      const { interviewedAt } = applications.get(panel._id) ?? { interviewedAt: null }
      const decided = company.decisions.find(
        ({ applicationId, at, to }) =>
          applicationId === panel._id &&
          at > (interviewedAt ?? now) &&
          (to.status === 'rejected' || to.status === 'hired'),
      )
      const times = entriesOf(company, panel).map(({ at }) => at)
      expect(times[0]?.getTime()).toBeGreaterThan(interviewedAt?.getTime() ?? 0)
      expect(times.at(-1)?.getTime()).toBeLessThan((decided?.at ?? now).getTime())
      if (decided) expect(panel.revealed).not.toBeNull()
    }
  })

  it('[SEED-2] who rates does it by a version of the kit that is kept', () => {
    for (const panel of panels) {
      const hasBegun = ratings.some(({ applicationId }) => applicationId === panel._id)
      expect(panel.kitVersion === null).toBe(!hasBegun)
      if (!hasBegun) continue
      const kept = kitVersions.find(({ jobId, version }) => jobId === panel.jobId && version === panel.kitVersion)
      const kit = kits.find(({ _id }) => _id === panel.jobId)
      expect(kept?.criteria).toEqual(kit?.criteria)
      expect(kit?.firstScored).toBe(panel.kitVersion)
    }
  })
})

it('[SEED-2] people of the demo are found again when they apply under another address', () => {
  for (const { addressKey, phoneKey, nameKey, phone } of told(new Date('2031-03-05T12:00:00Z')).candidates.values()) {
    expect({ addressKey, nameKey }).toEqual({ addressKey: expect.any(String), nameKey: expect.any(String) })
    expect(phoneKey === null).toBe(phone === null)
  }
})
