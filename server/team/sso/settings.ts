import { may } from '#protocol/permissions'
import { endpoints, type Sso } from '#protocol/security'
import { AppError, invalidField } from '../../app-error.ts'
import { employers } from '../../employers/repository.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import type { Scope } from '../../store/scope.ts'
import { actOf, recordAudit } from '../audit.ts'
import { askToEndShortSessions, endShortSessions } from '../security/end-short-sessions.ts'
import { type SecurityRecord, type SsoRecord, security } from '../security/repository.ts'
import type { SsoParts } from './parts.ts'

export const purposeOf = (employerId: string): string => `sso:${employerId}`
export const redirectUriOf = (publicUrl: string): string => `${publicUrl}/api${endpoints.finishSso.path}`
const startUrlOf = (publicUrl: string, slug: string) => `${publicUrl}/api/auth/sso/${encodeURIComponent(slug)}/start`

export function readSso({ scope, publicUrl }: SsoParts): HandlerRun<typeof endpoints.readSso> {
  return async ({ employerId }) => {
    const { sso } = await security.of(scope(), employerId)
    const redirectUri = redirectUriOf(publicUrl())
    const shown = sso && (await present(scope(), employerId, sso, publicUrl()))
    return { sso: shown, redirectUri, version: versionOf(sso) }
  }
}

/** What says who the provider is was tested or not as a whole: another issuer or client is tested anew. */
export function editSso(parts: SsoParts): HandlerRun<typeof endpoints.editSso> {
  const { scope, publicUrl, seals } = parts
  return async (member, { body: { clientSecret, ...asked }, ifVersion }, _context, once) => {
    const { employerId } = member
    refuseOpenIssuer(asked.issuer, publicUrl())
    const sealed = clientSecret === undefined ? undefined : seals.seal(purposeOf(employerId), clientSecret)
    const { wasEnforced } = await once([], async (tx, member) => {
      const before = await security.of(tx, employerId)
      const version = versionOf(before.sso)
      expectVersion({ version }, ifVersion)
      const isSame = before.sso?.issuer === asked.issuer && before.sso.clientId === asked.clientId
      const kept = isSame && sealed === undefined ? before.sso : null
      const testedAt = kept?.testedAt ?? null
      // Else an admin's own provider would say of the admin that they are an owner.
      const isByOwner = may(member, 'ownership.manage') || kept?.byOwner === true
      if (testedAt === null && (asked.state === 'on' || asked.state === 'enforced')) {
        throw new AppError('conflict', 'Sign in by it once while it is in test, then switch it on.')
      }
      const secret = sealed ?? (isSame ? (before.sso?.clientSecret ?? null) : null)
      const sso: SsoRecord = {
        ...{ ...asked, clientSecret: secret, testedAt, ...(isByOwner ? { byOwner: true } : {}) },
        version: version + 1,
      }
      await security.put(tx, { ...before, sso })
      await askToEndShortSessions(tx, { employerId, userId: null })
      const subject = { kind: 'employer', id: employerId }
      const states = { before: shown(before), after: shown({ sso }) }
      await recordAudit(tx, { ...actOf(member), action: 'sign-in.changed', subject, ...states })
      return { wasEnforced: before.sso?.state === 'enforced' }
    })
    const { sso } = await security.of(scope(), employerId)
    if (!sso) throw new AppError('conflict', 'The settings were removed meanwhile.')
    if (sso.state === 'enforced' && !wasEnforced) await endShortSessions(parts, { employerId, userId: null })
    return present(scope(), employerId, sso, publicUrl())
  }
}

const versionOf = (sso: SsoRecord | null): number => (sso ? (sso.version ?? 1) : 0)

/** Without encryption anybody on the way could sign in as anybody; on one machine, for trying it out, nobody is on it. */
function refuseOpenIssuer(issuer: string, publicUrl: string): void {
  if (isOpen(issuer) && !(isLoopback(issuer) && publicUrl.startsWith('http:'))) {
    throw invalidField('issuer', 'The provider must be reached by https.')
  }
}
export const isOpen = (issuer: string): boolean => new URL(issuer).protocol === 'http:'
const isLoopback = (issuer: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname)

const shown = ({ sso }: Pick<SecurityRecord, 'sso'>): Record<string, unknown> | undefined => {
  if (!sso) return undefined
  const { issuer, clientId, domains, defaultRole, state } = sso
  return { issuer, clientId, domains, defaultRole, state }
}

async function present(scope: Scope, employerId: string, sso: SsoRecord, publicUrl: string): Promise<Sso> {
  const { slug } = await employers.get(scope, employerId)
  const { clientSecret, testedAt, defaultRole, byOwner: _, ...rest } = sso
  return {
    ...rest,
    defaultRole: defaultRole as Sso['defaultRole'],
    hasSecret: clientSecret !== null,
    testedAt: testedAt?.toISOString() ?? null,
    redirectUri: redirectUriOf(publicUrl),
    startUrl: startUrlOf(publicUrl, slug),
    version: versionOf(sso),
  }
}

/** Where people with this address sign in by their company; null: by password. */
export function findSso({ scope, publicUrl }: SsoParts): HandlerRun<typeof endpoints.findSso> {
  return async (_visitor, { body: { email } }) => {
    const domain = email.split('@').at(-1)?.trim().toLowerCase() ?? ''
    const found = (await security.byDomain(scope(), domain)).filter(
      ({ sso }) => sso?.state === 'on' || sso?.state === 'enforced',
    )
    // Two companies claim it: then the address does not say where to go.
    const [only, ...others] = found
    if (!only || others.length > 0) return { startUrl: null }
    return { startUrl: startUrlOf(publicUrl(), (await employers.get(scope(), only._id)).slug) }
  }
}
