import { Alert, Button, Group, Modal, MultiSelect, Stack, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { reachOf } from '#protocol/permissions'
import { endpoints as postings } from '#protocol/postings'
import { endpoints, type Scorecard } from '#protocol/scorecards'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { roleWords } from '../../rest/role-words.ts'

/** Who rates this application, and whether the posting's panels write together from the start. */
export function ReviewersDialog({ scorecard, onClose }: { scorecard: Scorecard; onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const members = useQuery(membersQuery(employerId))
  const [chosen, setChosen] = useState<string[]>(scorecard.reviewers.map(({ userId }) => userId))
  const [openPanel, setOpenPanel] = useState(scorecard.openPanel)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const able = (members.data?.items ?? []).filter(({ role }) => reachOf(role, 'scorecard.write') !== null)
  const before = scorecard.reviewers.map(({ userId }) => userId as string)
  const completes =
    scorecard.submitted > 0 &&
    scorecard.reviewers.every(({ userId, submitted }) => submitted || !chosen.includes(userId)) &&
    chosen.every((userId) => before.includes(userId))

  const save = async () => {
    setIsBusy(true)
    const { applicationId, jobId, version } = scorecard
    const params = { employerId, applicationId }
    try {
      if (openPanel !== scorecard.openPanel) {
        await call(postings.editPosting, { params: { employerId, jobId }, body: { openPanel } })
      }
      if (chosen.join() !== before.join()) {
        const known = new Set([...scorecard.reviewers.map(({ userId }) => userId), ...able.map(({ id }) => id)])
        const body = { userIds: [...known].filter((userId) => chosen.includes(userId)) }
        await call(endpoints.assignReviewers, { params, body, ifMatch: version })
      }
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readScorecard, { params }) })
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setIsBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title="Who rates this application">
      <Stack>
        <MultiSelect
          label="Reviewers"
          description="Whoever does not see this posting yet joins its hiring team."
          data={able.map(({ id, name, role }) => ({
            value: id as string,
            label: `${name} (${roleWords[role].label})`,
          }))}
          value={chosen}
          onChange={setChosen}
          searchable
          openOnFocus={false}
          data-autofocus
          error={error}
        />
        {completes && chosen.length > 0 && (
          <Alert color="orange" variant="light">
            Everybody who is left has submitted: saving this reveals the ratings.
          </Alert>
        )}
        <Switch
          label="Open panel for this posting"
          description="Reviewers write the shared scorecard from the start, not only once their own ratings are in."
          checked={openPanel}
          onChange={(event) => setOpenPanel(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isBusy} onClick={() => void save()}>
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
