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

export interface PrivacyParts {
  readonly scope: () => Scope
  readonly links: LinkSecrets
}

export function privacyRoutes(bind: Bind, parts: PrivacyParts): void {
  bind.handle(endpoints.exportMyData, async ({ applicationId }) => exported(parts, applicationId))
  bind.handle(endpoints.eraseMyData, async ({ applicationId }, _input, _context, once) => {
    await erased(parts, applicationId, once)
    return undefined
  })
}

export async function exported({ scope, links }: PrivacyParts, applicationId: string): Promise<Response> {
  const bytes = await exportData(scope(), links, applicationId)
  const headers = downloadHeaders({ name: 'my-data.zip', contentType: 'application/zip', size: bytes.byteLength })
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'cache-control': 'no-store' } })
}

export async function erased({ scope, links }: PrivacyParts, applicationId: string, once: Once): Promise<void> {
  const { employerId } = await applications.byId(scope(), applicationId)
  await once([feedOf(employerId)], async (tx) => {
    await eraseData(tx, links, applicationId)
  })
}
