import { Alert, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { endpoints, type Posting } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import { toEdit, valuesOf } from './form-values.ts'
import { PostingFields } from './posting-fields.tsx'
import css from './posting-page.module.css'
import { usePostingChanges } from './use-posting-changes.ts'
import { usePostingForm } from './use-posting-form.ts'

/** Changes what is not the text of a posting. What somebody else saved meanwhile is never overwritten unseen. */
export default function EditPosting({ posting, onDone }: { posting: Posting; onDone: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const { keep } = usePostingChanges(posting)
  const form = usePostingForm(`posting.${posting.id}`, valuesOf(posting))
  const [isBusy, setIsBusy] = useState(false)
  // The description is not part of this form: it is written together, and changes while the form is open.
  const now = { ...valuesOf(posting), description: form.base.description }
  const isBehind = Object.keys(toEdit(form.base, now)).length > 0

  const save = async (ifMatch: number, allowDuplicate = false): Promise<void> => {
    if (!form.check()) return
    const changes = toEdit(form.base, form.values)
    if (Object.keys(changes).length === 0) {
      form.forget()
      onDone()
      return
    }
    setIsBusy(true)
    try {
      const body = { ...changes, ...(allowDuplicate ? { allowDuplicate } : {}) }
      const params = { employerId, jobId: posting.id }
      const saved = await write(endpoints.editPosting, { params, body, ifMatch }, `Save ${posting.title}`)
      form.forget()
      keep(saved)
      showDone(
        saved.hasUnpublishedChanges ? 'Saved. The careers page shows it when you publish the changes.' : 'Saved.',
      )
      onDone()
    } catch (error) {
      setIsBusy(false)
      if (error instanceof CallError && error.code === 'version-mismatch') {
        showFailure({
          title: 'Somebody saved the posting in the meantime',
          message: 'Your changes are kept here. Save again to put them on top of theirs.',
        })
      } else if (error instanceof CallError && error.code === 'duplicate-posting') {
        showFailure({
          title: 'There is such a posting already',
          message: 'One with this title, location and description is open. Save it all the same?',
          retry: () => void save(ifMatch, true),
        })
      } else if (!form.showRefusal(error)) {
        showFailure({ title: 'Not saved', message: messageOf(error), retry: () => void save(ifMatch) })
      }
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save(posting.version)
      }}
    >
      {form.isRestored && (
        <Alert mb="lg" maw={760} variant="light" color="indigo" title="Picked up where you left off">
          <Group justify="space-between">
            <Text>These changes were made in this browser and never saved.</Text>
            <Button variant="default" size="compact-md" onClick={() => form.startOver(valuesOf(posting))}>
              Drop them
            </Button>
          </Group>
        </Alert>
      )}
      {isBehind && (
        <Alert mb="lg" maw={760} variant="light" color="violet" title="Somebody saved the posting while you write">
          <Group justify="space-between">
            <Text>Saving keeps their changes, except in the parts that you changed too.</Text>
            <Button variant="default" size="compact-md" onClick={() => form.startOver(valuesOf(posting))}>
              Drop mine, show theirs
            </Button>
          </Group>
        </Alert>
      )}
      <PostingFields values={form.values} messages={form.messages} onChange={form.change} />
      <div className={css.saveBar} data-bottom-bar>
        <Button type="submit" loading={isBusy}>
          Save
        </Button>
        <Button
          variant="default"
          onClick={() => {
            form.forget()
            onDone()
          }}
        >
          Cancel
        </Button>
        <Text c="dimmed" className={css.optional ?? ''}>
          Kept in this browser until it is saved.
        </Text>
      </div>
    </form>
  )
}
