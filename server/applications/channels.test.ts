import { describe, expect, it } from 'vitest'
import { channelOf } from './channels.ts'

describe('where applications come from', () => {
  it.each([
    ['LinkedIn', 'linkedin'],
    ['  linked in ad ', 'linkedin'],
    ['A friend sent me the LinkedIn post', 'referral'],
    ['Indeed.com', 'job_board'],
    ['Careers page', 'careers_page'],
    ['Google', 'search'],
    ['University job fair', 'event'],
    ['Staffing agency', 'agency'],
    ['Mastodon', 'social'],
    ['Ada Lovelace told my sister', 'other'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('[FIG-1] %j is %s: no free text, so no name, is in a figure', (source, channel) => {
    expect(channelOf(source)).toBe(channel)
  })
})
