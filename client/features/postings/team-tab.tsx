import { Button, Group, MultiSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type Posting } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { roleWords } from '../../rest/role-words.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import css from './posting-page.module.css'
import { usePostingChanges } from './use-posting-changes.ts'

type Team = Posting['team']

/** Who decides and who interviews. Being on it opens the pipeline of this posting to them. */
export function TeamTab({ posting }: { posting: Posting }) {
  const { employerId, may } = useMembership()
  const members = useQuery(membersQuery(employerId))
  if (members.isPending) return <ListSkeleton rows={3} withPicture />
  if (members.isError) {
    return (
      <ErrorState
        title="The team did not load"
        message={messageOf(members.error)}
        retry={() => void members.refetch()}
      />
    )
  }
  // Consultants read along everywhere and are on no hiring team.
  const colleagues = members.data.items.filter(({ role }) => role !== 'consultant')
  const people = colleagues.map(({ id, name, role }) => ({
    value: id,
    label: name,
    role: roleWords[role].label,
  }))
  return may('posting.write', posting.id) ? (
    <TeamForm key={posting.version} posting={posting} people={people} />
  ) : (
    <div className={css.people}>
      <PeopleList title="Hiring managers" ids={posting.team.hiringManagerIds} people={people} />
      <PeopleList title="Interviewers" ids={posting.team.interviewerIds} people={people} />
    </div>
  )
}

type Person = { readonly value: Team['interviewerIds'][number]; readonly label: string; readonly role: string }

function TeamForm({ posting, people }: { posting: Posting; people: readonly Person[] }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const { keep } = usePostingChanges(posting)
  const [team, setTeam] = useState<Team>(posting.team)
  const [isBusy, setIsBusy] = useState(false)
  const isChanged = JSON.stringify(team) !== JSON.stringify(posting.team)
  const data = people.map(({ value, label, role }) => ({ value, label: `${label} · ${role}` }))
  const idsOf = (values: readonly string[]) => people.flatMap(({ value }) => (values.includes(value) ? [value] : []))

  const save = async (next: Team, ifMatch: number, isUndo: boolean): Promise<void> => {
    setIsBusy(true)
    try {
      const params = { employerId, jobId: posting.id }
      const label = `Change the team of ${posting.title}`
      const saved = keep(await write(endpoints.setPostingTeam, { params, body: next, ifMatch }, label))
      const before = posting.team
      if (!isUndo) {
        showUndo({ message: 'The team is saved.', onUndo: () => void save(before, saved.version, true) })
      }
    } catch (error) {
      showFailure({ title: 'The team was not saved', message: messageOf(error) })
    }
    setIsBusy(false)
  }

  return (
    <div className={css.people}>
      <MultiSelect
        label="Hiring managers"
        description="They decide on this job: write, approve, move and reveal."
        data={data}
        value={[...team.hiringManagerIds]}
        onChange={(values) => setTeam({ ...team, hiringManagerIds: idsOf(values) })}
        searchable
        nothingFoundMessage="Nobody of that name"
        placeholder={team.hiringManagerIds.length === 0 ? 'Choose people' : ''}
        maxValues={50}
      />
      <MultiSelect
        label="Interviewers"
        description="They see the candidates of this job, blind."
        data={data}
        value={[...team.interviewerIds]}
        onChange={(values) => setTeam({ ...team, interviewerIds: idsOf(values) })}
        searchable
        nothingFoundMessage="Nobody of that name"
        placeholder={team.interviewerIds.length === 0 ? 'Choose people' : ''}
        maxValues={100}
      />
      <Group>
        <Button disabled={!isChanged} loading={isBusy} onClick={() => void save(team, posting.version, false)}>
          Save the team
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setTeam(posting.team)}>
            Cancel
          </Button>
        )}
      </Group>
    </div>
  )
}

function PeopleList(props: { title: string; ids: readonly string[]; people: readonly Person[] }) {
  const { title, ids, people } = props
  return (
    <section>
      <h2 className={css.groupTitle}>{title}</h2>
      {ids.length === 0 && <Text c="dimmed">Nobody yet.</Text>}
      <ul className={css.rows}>
        {ids.map((id) => {
          const person = people.find(({ value }) => value === id)
          return (
            <li key={id} className={css.row}>
              <PersonPicture name={person?.label ?? '?'} />
              {person?.label ?? 'Somebody who left'}
              <span className={css.quiet}>{person?.role}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
