import { endpoints } from '#protocol/kits'
import type { DocumentParts } from '../coedit/access.ts'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { kitAccess } from './access.ts'
import type { Kits } from './derive.ts'
import { deleteTemplate, listTemplates, saveAsTemplate } from './keep-template.ts'
import { listVersions, readKit, readVersion } from './read-kit.ts'
import { startKit, writeKit } from './write-kit.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function kitRoutes(bind: Bind, parts: DocumentParts & { readonly kits: Kits }): void {
  const { kits, scope } = parts
  const admit = kitAccess(parts)
  const writing = { ...parts, admit }
  bind.query(endpoints.readKit, readKit(admit, kits))
  bind.handle(endpoints.writeKit, writeKit(writing))
  bind.handle(endpoints.startKit, startKit(writing))
  bind.query(endpoints.listKitVersions, listVersions(admit))
  bind.query(endpoints.readKitVersion, readVersion(admit))
  bind.prepared(
    endpoints.saveKitAsTemplate,
    feed,
    async (member, { jobId }) => {
      await admit(scope(), member, jobId, 'write')
      await kits.follow(jobId, member)
    },
    saveAsTemplate(admit),
  )
  bind.query(endpoints.listKitTemplates, listTemplates)
  bind.command(endpoints.deleteKitTemplate, feed, deleteTemplate)
}
