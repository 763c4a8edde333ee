import type { ConsultantProfile, endpoints } from '#protocol/consultants'
import { rename } from '../auth/edit-name.ts'
import type { Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Stream } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { consultantOf } from './consultant.ts'
import { presentProfile } from './present.ts'
import { profiles } from './profiles.ts'

export async function readProfile(scope: Scope, person: Person): Promise<ConsultantProfile> {
  return presentProfile(await consultantOf(scope, person))
}

/** Employers who engaged the consultant see the change when they look next, and a new name at once. */
export async function editProfile(
  tx: Tx,
  person: Person,
  { body, ifVersion }: Pick<Input<typeof endpoints.editMyProfile>, 'body' | 'ifVersion'>,
  feeds: readonly Stream[],
): Promise<ConsultantProfile> {
  const { account, profile } = await consultantOf(tx, person)
  expectVersion(profile, ifVersion)
  const { name = account.name } = body
  const edited = {
    ...profile,
    organisation: body.organisation ?? profile.organisation,
    headline: body.headline ?? profile.headline,
    about: body.about ?? profile.about,
    expertise: unique(body.expertise ?? profile.expertise),
    languages: unique(body.languages ?? profile.languages),
    version: profile.version + 1,
  }
  await profiles.replace(tx, edited)
  await rename(tx, person, name, feeds)
  return presentProfile({ account: { ...account, name }, profile: edited })
}

const unique = (words: readonly string[]): string[] => [...new Set(words)]
