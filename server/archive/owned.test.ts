import { describe, expect, it } from 'vitest'
import { plans } from '../plans.ts'
import { buckets, leftBehind, owned } from './owned.ts'

describe('an archive', () => {
  it('[EXP-2] says of every collection whether it belongs to the employer, or why it stays behind', () => {
    const known = new Set([...Object.keys(owned), ...Object.keys(leftBehind)])
    const files = new Set([...Object.values(buckets), 'import_files', 'report_files', 'archive_files'])
    const unknown = plans
      .map(({ collection }) => collection)
      .filter((name) => !known.has(name) && !files.has(name.replace(/\.(files|chunks)$/, '')))
    expect(unknown).toEqual([])
  })

  it('[EXP-2] has each of them in one list alone, and filters that are never empty', () => {
    expect(Object.keys(owned).filter((name) => name in leftBehind)).toEqual([])
    const ids = {
      employerId: 'e',
      jobIds: ['j'],
      applicationIds: ['a'],
      revealedIds: ['a'],
      candidateIds: ['c'],
      engagementIds: ['g'],
      userIds: ['u'],
    }
    for (const find of Object.values(owned)) for (const filter of find(ids)) expect(Object.keys(filter)).toHaveLength(1)
    const none = {
      ...{ employerId: 'e', jobIds: [], applicationIds: [], revealedIds: [], candidateIds: [] },
      ...{ engagementIds: [], userIds: [] },
    }
    // An empty filter would be everybody's records.
    for (const find of Object.values(owned)) for (const filter of find(none)) expect(filter).not.toEqual({})
  })

  it('[EXP-2] asks for the texts of many postings at once', () => {
    const ids = {
      ...{ employerId: 'e', jobIds: Array.from({ length: 100 }, (_, i) => `j${i}`), applicationIds: [] },
      ...{ revealedIds: [], candidateIds: [], engagementIds: ['g', 'h'], userIds: [] },
    }
    const filters = owned['journal']?.(ids) ?? []
    // The feed, the conversations, and 200 documents.
    expect(filters).toHaveLength(4)
    expect(filters.flatMap(({ $or = [] }) => $or)).toHaveLength(200)
  })
})
