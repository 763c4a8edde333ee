import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PostingId } from '#protocol/ids'
import { endpoints, type Member } from '#protocol/team'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryKeyOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './team.module.css'

const overtaken = 'A colleague changed something about this person meanwhile. Look at the ticks, and save again.'

/**
 * On which hiring teams somebody is: what they see follows. What is ticked here is laid over how it stands, and that is
 * live: two who change one person's teams at once lose neither's ticks.
 */
export default function JobsDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const params = { employerId }
  const jobs = useQuery(postingsQuery(employerId))
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isOn = (id: string) => changed.get(id) ?? member.jobIds.includes(id)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const read = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listMembers) })
  const save = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      const known = new Set([...member.jobIds, ...changed.keys()])
      const body = { jobIds: [...known].filter(isOn).map((id) => id as PostingId) }
      const to = { params: { ...params, userId: member.id }, body, ifMatch: member.version }
      const { jobIds } = await call(endpoints.setMemberJobs, to)
      await read()
      showDone(`${member.name} is on ${jobIds.length} ${jobIds.length === 1 ? 'hiring team' : 'hiring teams'}.`)
      onClose()
    } catch (error) {
      const isStale = error instanceof CallError && error.code === 'version-mismatch'
      if (isStale) await read()
      setProblem(isStale ? overtaken : messageOf(error))
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
              checked={isOn(id)}
              onChange={(event) => {
                const { checked } = event.currentTarget
                setChanged((before) => new Map(before).set(id, checked))
              }}
            />
          ))}
          {jobs.data.items.length === 0 ? <Text>There are no postings yet.</Text> : null}
        </Stack>
      ) : jobs.error ? (
        <ErrorState
          compact
          title="The postings could not be loaded"
          message={messageOf(jobs.error)}
          retry={() => void jobs.refetch()}
        />
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
