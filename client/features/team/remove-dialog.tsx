import type { Member } from '#protocol/team'
import { useMembership } from '../../rest/membership.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { firstNameOf } from '../../ui/names.ts'
import { useTeamChanges } from './use-team-changes.ts'

/** Removing ends what somebody is doing at this moment, so it is asked and not undone. */
export default function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { companyName } = useMembership()
  const { remove } = useTeamChanges()
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Remove ${member.name} from ${companyName}?`}
      action={`Remove ${firstNameOf(member.name)}`}
      onConfirm={() => remove(member)}
    >
      Their open pages end at once and they can no longer sign in here. What they wrote and decided stays, under their
      name. To come back, they need a new invitation.
    </ConfirmDialog>
  )
}
