import { Alert, Button, Group, Modal, MultiSelect, Stack, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { reachOf } from '#protocol/permissions'
import { endpoints as postings } from '#protocol/postings'
import { endpoints, type Scorecard } from '#protocol/scorecards'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { roleWords } from '../../rest/role-words.ts'
import { useColleagues } from '../../rest/use-colleagues.ts'

const chosenIn = ({ reviewers }: Scorecard): string[] => reviewers.map(({ userId }) => userId)

/** Who rates this application, and whether the posting's panels write together from the start. */
export function ReviewersDialog({ scorecard, onClose }: { scorecard: Scorecard; onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const members = useQuery(membersQuery(employerId))
  // What others choose meanwhile does not move under my hands, and is not written over unseen.
  const [seen, setSeen] = useState(scorecard)
  const [chosen, setChosen] = useState(() => chosenIn(scorecard))
  /** Null: as it is. */
  const [openPanel, setOpenPanel] = useState<boolean | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const nameOf = useColleagues()
  const able = (members.data?.items ?? []).filter(({ role }) => reachOf(role, 'scorecard.write') !== null)
  const [before, now] = [chosenIn(seen), chosenIn(scorecard)]
  // While I save, what changes is mine.
  const isOvertaken = !isBusy && [...now].sort().join() !== [...before].sort().join()
  const startOver = () => {
    setSeen(scorecard)
    setChosen(now)
    setError(null)
  }
  const completes =
    scorecard.submitted > 0 &&
    scorecard.reviewers.every(({ userId, submitted }) => submitted || !chosen.includes(userId)) &&
    chosen.every((userId) => before.includes(userId))

  const save = async () => {
    setIsBusy(true)
    const { applicationId, jobId, version } = scorecard
    const params = { employerId, applicationId }
    try {
      if (openPanel !== null && openPanel !== scorecard.openPanel) {
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
      const isLate = failure instanceof CallError && failure.code === 'version-mismatch'
      if (isLate) void queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readScorecard, { params }) })
    }
  }

  return (
    <Modal opened onClose={onClose} title="Who rates this application">
      <Stack>
        {isOvertaken && (
          <Alert color="orange" role="alert">
            A colleague has changed this meanwhile. Now rate: {now.map(nameOf).join(', ') || 'nobody'}.
            <Button variant="default" size="compact-md" mt="xs" display="block" onClick={startOver}>
              Show it as it is now
            </Button>
          </Alert>
        )}
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
          error={isOvertaken ? null : error}
        />
        {completes && chosen.length > 0 && (
          <Alert color="orange" variant="light">
            Everybody who is left has submitted: saving this reveals the ratings.
          </Alert>
        )}
        <Switch
          label="Open panel for this posting"
          description="Reviewers write the shared scorecard from the start, not only once their own ratings are in."
          checked={openPanel ?? scorecard.openPanel}
          onChange={(event) => setOpenPanel(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isBusy} disabled={isOvertaken} onClick={() => void save()}>
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
