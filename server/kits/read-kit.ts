import type { Page } from '#protocol/common'
import type { endpoints, Kit, KitVersion } from '#protocol/kits'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import type { KitAccess } from './access.ts'
import type { Kits } from './derive.ts'
import { present, presentVersion } from './present.ts'
import { kitVersionRows, kits as records } from './repository.ts'

/** The kit as its document says it: what somebody typed a moment ago is in it. */
export const readKit =
  (admit: KitAccess, kits: Kits) =>
  async (scope: Scope, member: Member, { jobId }: Pick<Input<typeof endpoints.readKit>, 'jobId'>): Promise<Kit> => {
    await admit(scope, member, jobId, 'read')
    return present(jobId, await kits.follow(jobId, member))
  }

export const listVersions =
  (admit: KitAccess) =>
  async (
    scope: Scope,
    member: Member,
    { jobId, query }: Pick<Input<typeof endpoints.listKitVersions>, 'jobId' | 'query'>,
  ): Promise<Page<KitVersion>> => {
    await admit(scope, member, jobId, 'read')
    const { items, nextCursor } = await pageByNewest(scope, kitVersionRows(scope), { jobId }, query)
    return { items: items.map(presentVersion), nextCursor }
  }

/** One by which somebody scores, or the newest. */
export const readVersion =
  (admit: KitAccess) =>
  async (
    scope: Scope,
    member: Member,
    { jobId, version }: Pick<Input<typeof endpoints.readKitVersion>, 'jobId' | 'version'>,
  ): Promise<KitVersion> => {
    await admit(scope, member, jobId, 'read')
    const wanted = /^\d{1,9}$/.test(version) ? Number(version) : -1
    const kept = await records.version(scope, jobId, wanted)
    if (kept) return presentVersion(kept)
    const kit = await records.find(scope, jobId)
    if (kit?.version !== wanted) throw new AppError('not-found', 'Nobody has scored by this version of the kit.')
    return presentVersion({ ...kit, jobId, at: kit.updatedAt })
  }
