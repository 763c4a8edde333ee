import { ActionIcon, Badge, Menu, NativeSelect } from '@mantine/core'
import { IconBriefcase, IconDots, IconEye, IconShieldOff, IconUserMinus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { Member } from '#protocol/team'
import { useMembership } from '../../rest/membership.tsx'
import { roleWords } from '../../rest/role-words.ts'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { Tip } from '../../ui/tip.tsx'
import { useGlowOnce } from '../../ui/use-glow-once.ts'
import { mayHelpSignIn, mayRemove, roleChange } from './role-rules.ts'
import classes from './team.module.css'
import { useTeamChanges } from './use-team-changes.ts'

const JobsDialog = lazy(() => import('./jobs-dialog.tsx'))
const RemoveDialog = lazy(() => import('./remove-dialog.tsx'))
const SecondFactorDialog = lazy(() => import('./second-factor-dialog.tsx'))

/** One colleague: who, what role, and what the reader may change about it. */
export function MemberRow({ member, ownerCount }: { member: Member; ownerCount: number }) {
  const { user, role: mine, may } = useMembership()
  const mayManage = may('organisation.manage')
  const { changeRole, viewAs } = useTeamChanges()
  const [isStaffing, setIsStaffing] = useState(false)
  const [isRemoving, setIsRemoving] = useState(false)
  const [isHelping, setIsHelping] = useState(false)
  const element = useGlowOnce<HTMLLIElement>(member.version)
  const me = { id: user.id, role: mine }
  const change = roleChange(me, member, ownerCount)
  const { label, purpose } = roleWords[member.role]
  return (
    <li className={classes.row} ref={element}>
      <PersonPicture name={member.name} size={36} />
      <div className={classes.who}>
        <div className={classes.name}>
          {member.name}
          {member.id === user.id ? <Badge color="gray">You</Badge> : null}
        </div>
        <div className={classes.dim} title={member.email}>
          {member.email} · joined <TimeAgo at={member.joinedAt} />
        </div>
      </div>
      <div className={classes.role}>
        {change.allowed ? (
          // The system's own list: at home on a phone, and it costs nothing to load.
          <NativeSelect
            aria-label={`Role of ${member.name}`}
            title={purpose}
            data={change.roles.map((value) => ({ value, label: roleWords[value].label }))}
            value={member.role}
            onChange={(event) => {
              const to = change.roles.find((role) => role === event.currentTarget.value)
              if (to) void changeRole(member, to)
            }}
            w={170}
          />
        ) : (
          <Tip label={change.reason ?? purpose} width={280}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard. */}
            <span tabIndex={0}>{label}</span>
          </Tip>
        )}
      </div>
      {mayManage ? (
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={`More about ${member.name}`} size={36}>
              <IconDots size={20} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconBriefcase size={18} stroke={1.75} />} onClick={() => setIsStaffing(true)}>
              Hiring teams…
            </Menu.Item>
            {member.id === user.id ? null : (
              <Menu.Item leftSection={<IconEye size={18} stroke={1.75} />} onClick={() => void viewAs(member)}>
                See what they see
              </Menu.Item>
            )}
            {member.hasSecondFactor && mayHelpSignIn(me, member) ? (
              <Menu.Item leftSection={<IconShieldOff size={18} stroke={1.75} />} onClick={() => setIsHelping(true)}>
                Remove the second factor…
              </Menu.Item>
            ) : null}
            {mayRemove(me, member, ownerCount) ? (
              <Menu.Item
                color="red"
                leftSection={<IconUserMinus size={18} stroke={1.75} />}
                onClick={() => setIsRemoving(true)}
              >
                Remove…
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span />
      )}
      {isStaffing ? (
        <Suspense>
          <JobsDialog member={member} onClose={() => setIsStaffing(false)} />
        </Suspense>
      ) : null}
      {isHelping ? (
        <Suspense>
          <SecondFactorDialog member={member} onClose={() => setIsHelping(false)} />
        </Suspense>
      ) : null}
      {isRemoving ? (
        <Suspense>
          <RemoveDialog member={member} onClose={() => setIsRemoving(false)} />
        </Suspense>
      ) : null}
    </li>
  )
}
