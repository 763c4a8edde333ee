import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PostingId } from '#protocol/ids'
import { endpoints, type Member } from '#protocol/team'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryKeyOf } from '../../rest/queries.ts'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './team.module.css'

/** On which hiring teams somebody is: what they see follows. */
export default function JobsDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const params = { employerId }
  const jobs = useQuery(postingsQuery(employerId))
  const [chosen, setChosen] = useState<readonly string[]>(member.jobIds)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const save = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      const body = { jobIds: chosen.map((id) => id as PostingId) }
      const { jobIds } = await call(endpoints.setMemberJobs, { params: { ...params, userId: member.id }, body })
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listMembers) })
      showDone(`${member.name} is on ${jobIds.length} ${jobIds.length === 1 ? 'hiring team' : 'hiring teams'}.`)
      onClose()
    } catch (error) {
      setProblem(messageOf(error))
      setIsBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={`Hiring teams of ${member.name}`} size={520}>
      <Text size="sm" c="dimmed" mb="sm">
        Hiring managers and interviewers see the candidates of these jobs and no others. It counts at once.
      </Text>
      {problem ? (
        <Alert color="red" role="alert" mb="sm">
          {problem}
        </Alert>
      ) : null}
      {jobs.data ? (
        <Stack gap={10} className={classes.jobs ?? ''}>
          {jobs.data.items.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              checked={chosen.includes(id)}
              onChange={(event) => {
                const isOn = event.currentTarget.checked
                setChosen((before) => (isOn ? [...before, id] : before.filter((one) => one !== id)))
              }}
            />
          ))}
          {jobs.data.items.length === 0 ? <Text>There are no postings yet.</Text> : null}
        </Stack>
      ) : (
        <ListSkeleton rows={4} />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => void save()} loading={isBusy} disabled={!jobs.data}>
          Save
        </Button>
      </Group>
    </Modal>
  )
}
