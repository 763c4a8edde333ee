import { z } from 'zod'
import { Time } from './common.ts'
import { get, post } from './contract.ts'
import { ArchiveId } from './ids.ts'

/** Bytes of an archive that can be taken in, at most. */
export const mostArchiveBytes = 256 * 1024 * 1024

export const ArchiveState = z.enum(['waiting', 'running', 'ready', 'failed', 'expired'])
export type ArchiveState = z.infer<typeof ArchiveState>

/** `export`: everything an employer owns as one file; `import`: such a file, taken into an employer that has nothing yet. */
export const Archive = z.object({
  id: ArchiveId,
  kind: z.enum(['export', 'import']),
  state: ArchiveState,
  /** From 0 to 1. */
  progress: z.number(),
  /** Of an export: how large the file is, in bytes. */
  size: z.number().nullable(),
  /** Records so far, over all kinds. */
  records: z.number(),
  /** Why it failed, in words. */
  problem: z.string().nullable(),
  createdAt: Time,
  keptUntil: Time,
  version: z.number(),
})
export type Archive = z.infer<typeof Archive>

const archives = '/employers/:employerId/archives'

export const endpoints = {
  createArchive: post(archives, {
    summary: 'Make an archive of everything the employer owns, people and files included; it is kept for a week.',
    access: { may: 'ownership.manage' },
    result: Archive,
    status: 202,
  }),
  takeInArchive: post(`${archives}/restore`, {
    summary: 'Take an archive into an employer that has no postings and no candidates yet.',
    access: { may: 'ownership.manage' },
    bytes: { most: mostArchiveBytes },
    result: Archive,
    status: 202,
  }),
  readArchive: get(`${archives}/:archiveId`, {
    summary: 'How far an archive is, or its taking in.',
    access: { may: 'ownership.manage' },
    result: Archive,
  }),
  downloadArchive: get(`${archives}/:archiveId/download`, {
    summary: 'The archive as a ZIP file.',
    access: { may: 'ownership.manage' },
    status: 200,
    download: true,
  }),
}
