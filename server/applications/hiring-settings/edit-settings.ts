import type { EditHiringSettings, endpoints, HiringSettings } from '#protocol/decisions'
import { invalidField } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import { byUser } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { actOf, recordAudit } from '../../team/audit.ts'
import { type HiringSettingsRecord, hiringSettings } from './repository.ts'

export async function readHiringSettings(scope: Scope, member: Member): Promise<HiringSettings> {
  return present(await hiringSettings.get(scope, member.employerId))
}

/** Changes the reasons, or whether one is needed. What stands there already changes nothing. */
export async function editHiringSettings(
  tx: Tx,
  member: Member,
  { body, ifVersion }: Pick<Input<typeof endpoints.editHiringSettings>, 'body' | 'ifVersion'>,
): Promise<HiringSettings> {
  const before = await hiringSettings.get(tx, member.employerId)
  expectVersion(before, ifVersion)
  const after = edited(before, body, () => newId(tx.now.getTime()))
  const was = present(before)
  if (JSON.stringify(present(after)) === JSON.stringify(was)) return was
  const saved = { ...after, version: before.version + 1 }
  await hiringSettings.put(tx, saved)
  await recordAudit(tx, {
    ...actOf(member),
    action: 'hiring.settings-changed',
    subject: { kind: 'employer', id: member.employerId },
    before: forAudit(before),
    after: forAudit(saved),
  })
  tx.append(feedOf(member.employerId), {
    type: 'hiring.settings-changed',
    data: { version: saved.version },
    actor: byUser(member),
  })
  return present(saved)
}

/**
 * Pure: the settings after an edit. A reason that is left out is retired; one with the words of a retired one takes it up.
 * @throws {AppError} `invalid-input` for an id that no reason has, or for needing a reason where none is offered
 */
export function edited(before: HiringSettingsRecord, body: EditHiringSettings, id: () => string): HiringSettingsRecord {
  const { rejectionReasons, reasonRequired = before.reasonRequired } = body
  const reasons = rejectionReasons === undefined ? before.reasons : withReasons(before.reasons, rejectionReasons, id)
  if (reasonRequired && reasons.every(({ retired }) => retired)) {
    throw invalidField('rejectionReasons', 'Offer at least one reason where a rejection needs one.')
  }
  return { ...before, reasons, reasonRequired }
}

type Wanted = NonNullable<EditHiringSettings['rejectionReasons']>

function withReasons(known: HiringSettingsRecord['reasons'], wanted: Wanted, id: () => string) {
  const offered = wanted.map(({ id: named, label }, index) => {
    if (named !== undefined && !known.some((reason) => reason.id === named)) {
      throw invalidField(`rejectionReasons.${index}.id`, 'There is no such reason. Leave the id out for a new one.')
    }
    const same = known.find((reason) => reason.id === named) ?? known.find((reason) => reason.label === label)
    return { id: same?.id ?? id(), label, retired: false }
  })
  const kept = new Set(offered.map((reason) => reason.id))
  if (kept.size < offered.length) throw invalidField('rejectionReasons', 'Two of these are the same reason.')
  return [...offered, ...known.filter((reason) => !kept.has(reason.id)).map((reason) => ({ ...reason, retired: true }))]
}

const present = ({ reasons, reasonRequired, version }: HiringSettingsRecord): HiringSettings => ({
  rejectionReasons: reasons.flatMap(({ id, label, retired }) => (retired ? [] : [{ id, label }])),
  reasonRequired,
  version,
})

const forAudit = (settings: HiringSettingsRecord) => {
  const { rejectionReasons, reasonRequired } = present(settings)
  return { reasons: rejectionReasons.map(({ label }) => label).join('; '), reasonRequired }
}
