import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Engagement } from '#protocol/consultants'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { Tip } from '../../ui/tip.tsx'
import classes from './consultants.module.css'
import { useEngagementChanges } from './use-engagement-changes.ts'

/** Who of the team takes part; interviewers are added one by one. */
export function People({ engagement, canManage }: { engagement: Engagement; canManage: boolean }) {
  const { employerId } = useMembership()
  const { add, remove, name } = useEngagementChanges(engagement)
  const live = useLiveQuery(membersQuery(employerId), ['user.joined', 'user.role-changed', 'user.removed'])
  const members = 'data' in live ? live.data.items : []
  const added = members.filter(({ id }) => engagement.addedUserIds.includes(id))
  const others = members.filter(({ id, role }) => role === 'interviewer' && !engagement.addedUserIds.includes(id))
  return (
    <section aria-labelledby="people">
      <h3 className={classes.paneTitle} id="people">
        In the conversation
      </h3>
      <p className={classes.dim}>
        {name}, and everybody of your team who is owner, admin, recruiter or hiring manager. Interviewers take part when
        added.
      </p>
      {added.length > 0 ? (
        <ul className={classes.people} aria-label="Added interviewers">
          {added.map((member) => (
            <li key={member.id} className={classes.person}>
              <PersonPicture name={member.name} size={28} />
              <span className={classes.headWords}>{member.name}</span>
              {canManage ? (
                <Tip label={`Take ${member.name} out`}>
                  <ActionIcon
                    aria-label={`Take ${member.name} out`}
                    onClick={() => void remove(member.id, member.name)}
                  >
                    <IconX size={18} stroke={1.75} />
                  </ActionIcon>
                </Tip>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {canManage && others.length > 0 ? (
        <NativeSelect
          aria-label="Add an interviewer"
          mt="xs"
          value=""
          data={[
            { value: '', label: 'Add an interviewer…' },
            ...others.map(({ id, name: label }) => ({ value: id as string, label })),
          ]}
          onChange={(event) => {
            const chosen = others.find(({ id }) => id === event.currentTarget.value)
            if (chosen) void add(chosen.id, chosen.name)
          }}
        />
      ) : null}
    </section>
  )
}
