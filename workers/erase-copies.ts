import { letGoOfArchives } from '../server/archive/let-go.ts'
import { recognise } from '../server/candidates/recognise.ts'
import { eraseMessages } from '../server/chat/erase-messages.ts'
import { forgetAnswers } from '../server/http/idempotency.ts'
import { eraseRows } from '../server/imports/erase-rows.ts'
import type { SharedJournal } from '../server/journal/journal.ts'
import { forgetDeadLetters } from '../server/notifications/dead-letters.ts'
import { openMailFolder } from '../server/notifications/kept-mail.ts'
import { isSharedName } from '../server/privacy/shared-name.ts'
import { letGoOfReports } from '../server/reports/runs/let-go.ts'
import type { Scope } from '../server/store/scope.ts'
import type { Handler } from './run-row.ts'

/**
 * Copies of what is known of an erased person, wherever they were made: rows of imports, files of reports and archives,
 * first answers to requests, messages to consultants, work that was given up, mail to others. By ids where there are some, else by name and address.
 */
export const eraseCopies =
  (parts: {
    readonly scope: () => Scope
    readonly journal: Pick<SharedJournal, 'for'>
    readonly mailFolder: string
  }): Handler<'erase-copies'> =>
  async ({ employerId, candidateId, applicationIds, name, email, at }, row) => {
    const { scope } = parts
    const writing = { scope, journal: parts.journal.for(row) }
    const isShared = await isSharedName(scope(), employerId, name)
    const recognised = recognise({ name: isShared ? '' : name, email })
    const says = (text: string) => recognised.hasAddress(text) || recognised.hasName(text)
    const isAbout = (text: string) => [candidateId, ...applicationIds].some((id) => text.includes(id)) || says(text)
    await eraseRows(writing, { employerId, applicationIds, recognised })
    await letGoOfReports(scope(), employerId, new Date(at))
    await letGoOfArchives(scope(), employerId, new Date(at))
    await forgetAnswers(scope(), employerId, isAbout)
    await eraseMessages(writing, employerId, says)
    await forgetDeadLetters(scope(), employerId, says)
    await openMailFolder(parts.mailFolder).forgetWhere(says)
  }
