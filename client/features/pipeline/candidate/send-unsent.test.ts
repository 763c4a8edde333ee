import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Write } from '../../../live/use-write.ts'
import { emptyDraft, type FeedbackDraft, feedbackPlace } from './feedback-draft.ts'
import { sendUnsent } from './send-unsent.ts'

beforeEach(() => {
  const kept: Record<string, string> = {}
  // Keys are the storage's own names, as in a browser.
  const storage = Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, value: string) => Object.assign(kept, { [key]: value }) },
    removeItem: { value: (key: string) => delete kept[key] },
  })
  vi.stubGlobal('localStorage', storage)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const sent: FeedbackDraft = {
  ...emptyDraft,
  ...{ rating: 4, comments: ' Calm and clear ', key: 'k1', to: { employerId: 'e', code: 'Amber Heron · 7F' } },
}
const run = (write: (...sent: Parameters<Write>) => Promise<unknown>, onRefused = vi.fn()) =>
  sendUnsent({ userId: 'u', employerId: 'e', write: write as Write, onRefused })

describe('feedback that got no answer', () => {
  it('[FBK-10] is sent with its key, and forgotten once the server has it', async () => {
    feedbackPlace('u', 'c1').keep(sent)
    const write = vi.fn(async () => ({}))
    await run(write)
    expect(write).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ path: '/employers/:employerId/feedback' }),
      expect.objectContaining({
        params: { employerId: 'e' },
        idempotencyKey: 'k1',
        body: { candidateId: 'c1', rating: 4, comments: 'Calm and clear', strengths: [], concerns: [] },
      }),
      'Feedback on Amber Heron · 7F',
    )
    expect(feedbackPlace('u', 'c1').read()).toBeNull()
  })

  it('[FBK-10] of others, of another company, or still being written, is left alone', async () => {
    feedbackPlace('u', 'c1').keep({ ...sent, key: null })
    feedbackPlace('u', 'c2').keep({ ...sent, to: { employerId: 'other', code: 'X' } })
    feedbackPlace('v', 'c3').keep(sent)
    const write = vi.fn(async () => ({}))
    await run(write)
    expect(write).not.toHaveBeenCalled()
    expect(feedbackPlace('v', 'c3').read()).toEqual(sent)
  })

  it('[FBK-10] refused stays as a draft, and is said', async () => {
    feedbackPlace('u', 'c1').keep(sent)
    const onRefused = vi.fn()
    await run(async () => {
      throw new Error('No')
    }, onRefused)
    expect(onRefused).toHaveBeenCalledExactlyOnceWith('Amber Heron · 7F', expect.any(Error))
    expect(feedbackPlace('u', 'c1').read()).toEqual({ ...sent, key: null })
  })

  it('[FBK-10] whose answer comes after another was begun throws nothing of that away', async () => {
    feedbackPlace('u', 'c1').keep(sent)
    const next = { ...emptyDraft, comments: 'Second thoughts' }
    await run(async () => feedbackPlace('u', 'c1').keep(next))
    expect(feedbackPlace('u', 'c1').read()).toEqual(next)
  })
})
