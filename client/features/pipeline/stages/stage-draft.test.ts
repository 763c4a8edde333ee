import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { add, bodyOf, change, draftOf, keep, placesFor, problemsOf, remove, sendTo, shift } from './stage-draft.ts'

const start = draftOf(defaultStages)
const ids = (draft: typeof start) => draft.stages.map(({ id }) => id)
const nobody = () => 0
const somebody = () => 3

describe('editing a pipeline', () => {
  it('[BRD-12] puts a new stage before the last, and wants a name of its own for it', () => {
    const draft = add(start, 'new')
    expect(ids(draft).slice(-2)).toEqual(['new', 'hired'])
    expect(problemsOf(draft, nobody).get('new')).toMatch(/name/)
    expect(problemsOf(change(draft, 'new', { name: ' offer ' }), nobody).get('new')).toMatch(/Another/)
    const named = change(draft, 'new', { name: ' Trial day ' })
    expect(problemsOf(named, nobody).size).toBe(0)
    expect(bodyOf(named).stages.find(({ id }) => id === 'new')?.name).toBe('Trial day')
  })

  it('[BRD-12] moves a stage along, never out', () => {
    expect(ids(shift(start, 'screen', -1)).slice(0, 2)).toEqual(['screen', 'applied'])
    expect(shift(start, 'applied', -1)).toEqual(start)
    expect(shift(start, 'hired', 1)).toEqual(start)
    const hiredFirst = shift(shift(draftOf(defaultStages.slice(-2)), 'hired', -1), 'offer', 1)
    expect(problemsOf(hiredFirst, nobody).get('hired')).toMatch(/arrive here/)
  })

  it('[BRD-12] asks where the candidates of a removed stage go, and only then', () => {
    const draft = remove(start, 'assessment', defaultStages)
    expect(problemsOf(draft, nobody).size).toBe(0)
    expect(problemsOf(draft, somebody).get('assessment')).toMatch(/where/)
    const sent = sendTo(draft, 'assessment', 'interview')
    expect(problemsOf(sent, somebody).size).toBe(0)
    expect(bodyOf(sent).moves).toEqual({ assessment: 'interview' })
    // The place that was chosen goes, too.
    expect(problemsOf(remove(sent, 'interview', defaultStages), somebody).get('assessment')).toMatch(/where/)
  })

  it('[BRD-12] offers no place where somebody would be hired by it', () => {
    const draft = remove(remove(start, 'offer', defaultStages), 'hired', defaultStages)
    const [offer, hired] = draft.removed
    expect(offer && placesFor(offer.stage, draft).map(({ id }) => id)).not.toContain('hired')
    expect(hired && placesFor(hired.stage, draft)).toEqual([])
  })

  it('[BRD-12] takes a removal back to where the stage was; one just added leaves no trace', () => {
    expect(keep(remove(start, 'screen', defaultStages), 'screen', defaultStages)).toEqual(start)
    expect(remove(add(start, 'new'), 'new', defaultStages)).toEqual(start)
  })

  it('[BRD-32] says in how many days candidates hear, and takes that back to what the kind promises', () => {
    const three = change(start, 'screen', { replyDays: 3 })
    const sent = (draft: typeof start) => JSON.parse(JSON.stringify(bodyOf(draft))).stages[1]
    expect(sent(three)).toMatchObject({ id: 'screen', replyDays: 3 })
    expect(sent(change(start, 'screen', { replyDays: null }))).toMatchObject({ replyDays: null })
    expect(sent(change(three, 'screen', { replyDays: undefined }))).not.toHaveProperty('replyDays')
  })
})
