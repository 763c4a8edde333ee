import { makeArchive } from '../server/archive/make-archive.ts'
import { archiveBytes, archives } from '../server/archive/repository.ts'
import { takeIn } from '../server/archive/take-in.ts'
import type { SharedJournal } from '../server/journal/journal.ts'
import type { Handlers } from './run-row.ts'

/** The work of archives: making them, taking them in, and removing them after their time. */
export const archiveJobs = (
  parts: Omit<Parameters<typeof takeIn>[0], 'journal'> & { readonly journal: Pick<SharedJournal, 'for'> },
): Pick<Handlers, 'make-archive' | 'take-in-archive' | 'discard-archive'> => ({
  'make-archive': (about, row) => makeArchive({ ...parts, journal: parts.journal.for(row) }, about),
  'take-in-archive': (about, row) => takeIn({ ...parts, journal: parts.journal.for(row) }, about),
  'discard-archive': async ({ archiveId }) => {
    const record = await archives.find(parts.scope(), archiveId)
    if (record?.file) await archiveBytes.remove(parts.scope(), record.file.id)
  },
})
