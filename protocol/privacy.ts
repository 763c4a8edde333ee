import { z } from 'zod'
import { get, post } from './contract.ts'

export const endpoints = {
  exportMyData: get('/portal/export', {
    summary: 'Everything that the company has of me, as a zip: JSON, and the files that I sent.',
    access: 'candidate',
    limit: 'auth',
    download: true,
  }),
  eraseMyData: post('/portal/erase', {
    summary: 'Delete me: name, contact, files, and what was written about me. It cannot be undone, and my links end.',
    access: 'candidate',
    limit: 'auth',
    body: z.strictObject({
      confirm: z.literal(true, 'Send confirm: true, once you are sure. It cannot be undone.'),
    }),
  }),
}

export const entries = {
  /** Who it was is known no more; what counts stays. `jobIds`: the postings this candidate applied for. */
  'candidate.erased': z.object({ candidateId: z.string(), jobIds: z.array(z.string()), version: z.number() }),
}
