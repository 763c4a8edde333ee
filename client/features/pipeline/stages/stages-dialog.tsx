import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { endpoints, type Posting } from '#protocol/postings'
import { useWrite } from '../../../live/use-write.ts'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showDone } from '../../../ui/toasts.ts'
import { add, bodyOf, change, draftOf, keep, problemsOf, remove, sendTo, shift } from './stage-draft.ts'
import { RemovedRow, StageRow } from './stage-rows.tsx'
import css from './stages.module.css'

interface StagesDialogProps {
  readonly posting: Pick<Posting, 'id' | 'stages' | 'version'>
  /** How many stand in a stage, whatever their status. */
  readonly people: (stageId: string) => number
  readonly onClose: () => void
}

/** The stages of one posting: added, renamed, put in order, removed, saved as one change from the version seen here. */
export function StagesDialog({ posting, people, onClose }: StagesDialogProps) {
  const { employerId } = useMembership()
  const write = useWrite()
  // What others change meanwhile does not move under my hands; saving says so.
  const [seen, setSeen] = useState(posting)
  const [draft, setDraft] = useState(() => draftOf(posting.stages))
  const [asks, setAsks] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const problems = problemsOf(draft, people)
  const isOvertaken = posting.version !== seen.version && JSON.stringify(posting.stages) !== JSON.stringify(seen.stages)

  const save = async () => {
    setAsks(true)
    if (problems.size > 0) return
    setIsBusy(true)
    setError(null)
    try {
      const request = { params: { employerId, jobId: posting.id }, body: bodyOf(draft), ifMatch: versionToMatch() }
      await write(endpoints.changeStages, request, 'Change the stages')
      showDone('The stages are changed, for everybody at this board.')
      onClose()
    } catch (failure) {
      const isStale = failure instanceof CallError && failure.code === 'version-mismatch'
      setError(
        isStale ? 'Somebody changed this posting meanwhile. Look at its stages as they are now.' : messageOf(failure),
      )
      setIsBusy(false)
    }
  }
  // A change of the posting's text does not touch its stages.
  const versionToMatch = () => (isOvertaken ? seen.version : posting.version)
  const startOver = () => {
    setSeen(posting)
    setDraft(draftOf(posting.stages))
    setError(null)
  }

  return (
    <Modal opened onClose={onClose} title="Stages of this posting" size={720}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">
            Everybody at this board sees the change at once. Candidates do not see the names. The days say by when they
            hear: a card that waits longer says so, and candidates read the date.
          </Text>
          {(isOvertaken || error !== null) && (
            <div className={css.trouble} role="alert">
              <span>{error ?? 'Somebody else has just changed the stages.'}</span>
              {isOvertaken && (
                <Button variant="default" size="compact-md" onClick={startOver}>
                  Show them as they are now
                </Button>
              )}
            </div>
          )}
          <ol className={css.rows}>
            {draft.stages.map((stage, index) => (
              <StageRow
                key={stage.id}
                stage={stage}
                people={people(stage.id)}
                isFirst={index === 0}
                isLast={index === draft.stages.length - 1}
                isOnly={draft.stages.length === 1}
                problem={asks ? problems.get(stage.id) : undefined}
                onChange={(part) => setDraft(change(draft, stage.id, part))}
                onShift={(by) => setDraft(shift(draft, stage.id, by))}
                onRemove={() => setDraft(remove(draft, stage.id, seen.stages))}
              />
            ))}
          </ol>
          {draft.removed.length > 0 && (
            <ul className={css.rows} aria-label="Stages that go">
              {draft.removed.map(({ stage, to }) => (
                <RemovedRow
                  key={stage.id}
                  stage={stage}
                  to={to}
                  people={people(stage.id)}
                  draft={draft}
                  problem={asks ? problems.get(stage.id) : undefined}
                  onSend={(target) => setDraft(sendTo(draft, stage.id, target))}
                  onKeep={() => setDraft(keep(draft, stage.id, seen.stages))}
                />
              ))}
            </ul>
          )}
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden />}
              disabled={draft.stages.length >= 20}
              onClick={() => setDraft(add(draft, `s-${crypto.randomUUID().slice(0, 8)}`))}
            >
              Add a stage
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={isBusy}>
                Save the stages
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
