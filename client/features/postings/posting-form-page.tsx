import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { endpoints as templates } from '#protocol/posting-templates'
import { endpoints } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/skeletons.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import { emptyValues, type PostingValues, toBody, valuesOf } from './form-values.ts'
import { PostingFields } from './posting-fields.tsx'
import { usePostingForm } from './use-posting-form.ts'

/** A new posting: empty, as a copy of another one (`?from=`), or from a template (`?template=`). */
export default function PostingFormPage() {
  const params = new URLSearchParams(useSearch())
  const [from, template] = [params.get('from'), params.get('template')]
  if (from !== null) return <Copy key={from} jobId={from} />
  if (template !== null) return <FromTemplate key={template} templateId={template} />
  return <NewPosting name="new" initial={emptyValues} />
}

function Copy({ jobId }: { jobId: string }) {
  const { employerId } = useMembership()
  const original = useQuery(queryOf(endpoints.readPosting, { params: { employerId, jobId } }))
  if (original.isPending) return <PageSkeleton />
  const copied = original.data === undefined ? null : valuesOf(original.data)
  const initial = copied === null ? emptyValues : { ...copied, title: `${copied.title} (copy)` }
  return <NewPosting name={`copy.${jobId}`} initial={initial} />
}

function FromTemplate({ templateId }: { templateId: string }) {
  const { employerId } = useMembership()
  const template = useQuery(queryOf(templates.readPostingTemplate, { params: { employerId, templateId } }))
  if (template.isPending) return <PageSkeleton />
  if (template.error !== null) {
    return (
      <ErrorState
        title="The template did not load"
        message={messageOf(template.error)}
        retry={() => void template.refetch()}
      />
    )
  }
  return <NewPosting name={`template.${templateId}`} initial={valuesOf(template.data)} />
}

function NewPosting({ name, initial }: { name: string; initial: PostingValues }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const form = usePostingForm(name, initial)
  const [isBusy, setIsBusy] = useState(false)
  const [isDuplicate, setIsDuplicate] = useState(false)

  const create = async (allowDuplicate: boolean) => {
    if (!form.check()) return
    setIsBusy(true)
    try {
      const body = { ...toBody(form.values), ...(allowDuplicate ? { allowDuplicate } : {}) }
      const posting = await write(endpoints.createPosting, { params: { employerId }, body }, `Create ${body.title}`)
      form.forget()
      const params = { employerId, jobId: posting.id }
      queries.setQueryData(queryKeyOf(endpoints.readPosting, { params }), posting)
      showDone('Saved as a draft. Publish it when it is ready.')
      navigate(`/postings/${encodeURIComponent(posting.id)}`)
    } catch (error) {
      setIsBusy(false)
      if (error instanceof CallError && error.code === 'duplicate-posting') setIsDuplicate(true)
      else if (!form.showRefusal(error)) {
        showFailure({ title: 'Not created', message: messageOf(error), retry: () => void create(allowDuplicate) })
      }
    }
  }

  return (
    <>
      <PageHeader title="New posting" purpose="It begins as a draft. Nobody outside sees it until it is published." />
      {form.isRestored && (
        <Alert mb="lg" maw={760} variant="light" color="indigo" title="Picked up where you left off">
          <Group justify="space-between">
            <Text>This was written in this browser and never saved.</Text>
            <Button variant="default" size="compact-md" onClick={() => form.startOver(initial)}>
              Start over
            </Button>
          </Group>
        </Alert>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void create(false)
        }}
      >
        <PostingFields
          values={form.values}
          messages={form.messages}
          onChange={form.change}
          editorRound={form.editorRound}
        />
        <Group mt="xl" maw={760}>
          <Button type="submit" loading={isBusy}>
            Create the posting
          </Button>
          <Text c="dimmed">What you write is kept in this browser until it is saved.</Text>
        </Group>
      </form>
      <Modal opened={isDuplicate} onClose={() => setIsDuplicate(false)} title="There is such a posting already">
        <Text mb="lg">
          A posting with the same title, location and description is open. Two of them would split your candidates.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setIsDuplicate(false)} data-autofocus>
            Change this one
          </Button>
          <Button
            onClick={() => {
              setIsDuplicate(false)
              void create(true)
            }}
          >
            Create anyway
          </Button>
        </Group>
      </Modal>
    </>
  )
}
