import { endpoints } from '#protocol/privacy'
import { applications } from '../applications/repository.ts'
import type { Once } from '../careers/apply.ts'
import type { Bind } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { feedOf } from '../journal/entry.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { eraseData } from './erase-data.ts'
import { exportData } from './export-data.ts'
import { type LinkHolder, refuseUnproven } from './proof.ts'

export interface PrivacyParts {
  readonly scope: () => Scope
  readonly links: LinkSecrets
}

export function privacyRoutes(bind: Bind, parts: PrivacyParts): void {
  bind.handle(endpoints.exportMyData, (visitor) => exported(parts, visitor))
  bind.handle(endpoints.eraseMyData, async (visitor, _input, _context, once) => {
    await erased(parts, visitor, once)
    return undefined
  })
}

export async function exported({ scope, links }: PrivacyParts, holder: LinkHolder): Promise<Response> {
  await refuseUnproven(scope(), links, holder)
  const bytes = await exportData(scope(), links, holder.applicationId)
  const headers = downloadHeaders({ name: 'my-data.zip', contentType: 'application/zip', size: bytes.byteLength })
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'cache-control': 'no-store' } })
}

export async function erased({ scope, links }: PrivacyParts, holder: LinkHolder, once: Once): Promise<void> {
  const { applicationId } = holder
  const { employerId } = await applications.byId(scope(), applicationId)
  await once([feedOf(employerId)], async (tx) => {
    await refuseUnproven(tx, links, holder)
    await eraseData(tx, links, applicationId)
  })
}
