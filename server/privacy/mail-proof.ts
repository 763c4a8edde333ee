import { employers } from '../employers/repository.ts'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { findPerson } from './find-person.ts'
import { mailedSecretOf } from './proof.ts'

/** Mails somebody, at the address of their applications, the link to all that is known of them. */
export async function mailProof(tx: Tx, links: LinkSecrets, applicationId: string): Promise<void> {
  const { candidate, applications } = await findPerson(tx, applicationId)
  const { employerId, name, email } = candidate
  const own = applications.find(({ _id }) => _id === applicationId)
  if (!own) return
  const { companyName } = await employers.get(tx, employerId)
  const data = { name, companyName, token: mailedSecretOf(links, own) }
  tx.outbox('send-mail', { to: email, template: 'data-link', data }, { employerId })
}
