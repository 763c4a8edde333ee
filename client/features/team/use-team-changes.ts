import { useQueryClient } from '@tanstack/react-query'
import type { EmployerRole } from '#protocol/permissions'
import { endpoints, type Invitation, type Member } from '#protocol/team'
import { useWrite } from '../../live/use-write.ts'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { roleWords } from '../../rest/role-words.ts'
import { openView } from '../../rest/view-as.ts'
import { showDone, showFailure, showUndo } from '../../ui/toasts.ts'

interface MembersPage {
  readonly items: readonly Member[]
  readonly nextCursor: string | null
}

/** Changes to the team: on screen at once, and visibly back when the server refuses. */
export function useTeamChanges() {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const membersKey = queryKeyOf(endpoints.listMembers)
  const invitationsKey = queryKeyOf(endpoints.listInvitations)

  const show = (change: (members: readonly Member[]) => readonly Member[]) =>
    queries.setQueriesData<MembersPage>(
      { queryKey: membersKey },
      (page) => page && { ...page, items: change(page.items) },
    )
  const reload = () => queries.invalidateQueries({ queryKey: membersKey })

  const sendRole = async (member: Member, to: EmployerRole): Promise<Member | null> => {
    show((members) => members.map((one) => (one.id === member.id ? { ...one, role: to } : one)))
    try {
      const params = { employerId, userId: member.id }
      const label = `${member.name} becomes ${roleWords[to].label.toLowerCase()}`
      const saved = await write(endpoints.changeRole, { params, body: { role: to }, ifMatch: member.version }, label)
      show((members) => members.map((one) => (one.id === saved.id ? { ...one, ...saved } : one)))
      return saved
    } catch (error) {
      void reload()
      const isStale = error instanceof CallError && error.code === 'version-mismatch'
      showFailure({
        title: `${member.name} keeps the role`,
        message: isStale ? 'Somebody else changed it at the same time. This is how it stands now.' : messageOf(error),
      })
      return null
    }
  }

  return {
    changeRole: async (member: Member, to: EmployerRole): Promise<void> => {
      const before = member.role
      if (before === to || before === 'consultant') return
      const saved = await sendRole(member, to)
      if (!saved) return
      showUndo({
        message: `${member.name} is now ${roleWords[to].label.toLowerCase()}.`,
        onUndo: () => void sendRole(saved, before),
      })
    },
    remove: async (member: Member): Promise<void> => {
      try {
        await write(endpoints.removeMember, { params: { employerId, userId: member.id } }, `Remove ${member.name}`)
        show((members) => members.filter(({ id }) => id !== member.id))
        showDone(`${member.name} is no longer part of the team.`)
      } catch (error) {
        void reload()
        showFailure({ title: `${member.name} was not removed`, message: messageOf(error) })
      }
    },
    /** @throws when it is refused: the dialog says why */
    removeSecondFactor: async (member: Member, reason: string): Promise<void> => {
      await call(endpoints.removeSecondFactor, { params: { employerId, userId: member.id }, body: { reason } })
      show((members) => members.map((one) => (one.id === member.id ? { ...one, hasSecondFactor: false } : one)))
      showDone(`${member.name} signs in by password alone now, and was told so by mail.`)
    },
    /** Shows this tab what the member's role and jobs show. */
    viewAs: async (member: Member): Promise<void> => {
      try {
        const view = await call(endpoints.viewAs, { params: { employerId }, body: { userId: member.id } })
        openView({ ...view, employerId, label: `${member.name} (${roleWords[view.role].label.toLowerCase()})` })
      } catch (error) {
        showFailure({ title: 'This view did not open', message: messageOf(error) })
      }
    },
    revoke: async (invitation: Invitation): Promise<void> => {
      const label = `Take back the invitation of ${invitation.email}`
      try {
        await write(endpoints.revokeInvitation, { params: { employerId, invitationId: invitation.id } }, label)
        showDone(`The link mailed to ${invitation.email} no longer works.`)
      } catch (error) {
        showFailure({ title: 'The invitation was not taken back', message: messageOf(error) })
      }
      await queries.invalidateQueries({ queryKey: invitationsKey })
    },
    invited: () => queries.invalidateQueries({ queryKey: invitationsKey }),
  }
}
