import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Engagement } from '#protocol/consultants'
import { GrowingText } from '../../ui/growing-text.tsx'
import classes from './consultants.module.css'
import { useEngagementChanges } from './use-engagement-changes.ts'

/** What the consultant is asked for; they see it too. */
export function Purpose({ engagement, canEdit }: { engagement: Engagement; canEdit: boolean }) {
  const { setPurpose } = useEngagementChanges(engagement)
  const [draft, setDraft] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const save = async (): Promise<void> => {
    if (draft === null) return
    setIsBusy(true)
    if (await setPurpose(draft)) setDraft(null)
    setIsBusy(false)
  }
  return (
    <section aria-labelledby="purpose">
      <div className={classes.paneHead}>
        <h3 className={classes.paneTitle} id="purpose">
          What you ask for
        </h3>
        {canEdit && draft === null ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setDraft(engagement.purpose)}>
            Change
          </Button>
        ) : null}
      </div>
      {draft === null ? (
        <p className={engagement.purpose ? classes.text : classes.dim}>
          {engagement.purpose || 'Nothing was written.'}
        </p>
      ) : (
        <>
          <GrowingText
            aria-labelledby="purpose"
            minRows={3}
            maxLength={500}
            autoFocus
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Group gap="xs" mt="xs">
            <Button size="sm" loading={isBusy} onClick={() => void save()}>
              Save
            </Button>
            <Button size="sm" variant="default" onClick={() => setDraft(null)}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </section>
  )
}
