import { Button, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { endpoints, type Note } from '#protocol/candidates'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { call } from '../../../rest/call.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import { GrowingText } from '../../../ui/growing-text.tsx'
import { showFailure, showUndo } from '../../../ui/toasts.ts'
import css from './candidate-pane.module.css'
import { noteDeletions } from './note-deletions.ts'
import { NoteRow } from './note-row.tsx'

/** What the team noted, for those who decide: interviewers judge first. */
export function NotesBox({ candidateId }: { candidateId: string }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const request = { params: { employerId, candidateId } }
  const queryKey = queryKeyOf(endpoints.listNotes, request)
  const { data, error } = useQuery({ ...queryOf(endpoints.listNotes, request), refetchOnMount: 'always' })
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const again = () => queries.invalidateQueries({ queryKey })
  /** What the server answered is shown at once; the entry about it has all read again. */
  const show = (change: (items: Note[]) => Note[]) =>
    queries.setQueryData<{ items: Note[] }>(queryKey, (old) => old && { items: change(old.items) })
  useFeedEntries(['candidate.updated', 'candidate.revealed'], ({ data: entry }) => {
    if (entry.candidateId === candidateId) void again()
  })
  const change = async (what: () => Promise<unknown>) => {
    setProblem(null)
    setIsBusy(true)
    try {
      await what()
    } catch (failure) {
      setProblem(messageOf(failure))
    }
    setIsBusy(false)
  }
  const add = () =>
    change(async () => {
      const added = await call(endpoints.addNote, { ...request, body: { text } })
      show((items) => [added, ...items.filter(({ id }) => id !== added.id)])
      setText('')
    })
  const gone = useSyncExternalStore(noteDeletions.gone.subscribe, noteDeletions.gone.get)
  const edit = async (note: Note, body: { text: string }, ifMatch: number) => {
    const edited = await call(endpoints.editNote, { params: { ...request.params, noteId: note.id }, body, ifMatch })
    show((items) => items.map((one) => (one.id === edited.id ? edited : one)))
  }
  const remove = (note: Note) => {
    noteDeletions.start(note.id, async () => {
      try {
        await call(endpoints.deleteNote, { params: { ...request.params, noteId: note.id }, keepalive: true })
        show((items) => items.filter(({ id }) => id !== note.id))
      } catch (failure) {
        showFailure({ title: 'The note was not deleted', message: messageOf(failure) })
      }
    })
    showUndo({ message: 'The note is deleted.', onUndo: () => noteDeletions.undo(note.id) })
  }
  return (
    <section className={data?.items.length === 0 ? 'cv-no-print' : undefined}>
      <h3 className={css.heading}>Notes</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') void add()
        }}
      >
        <GrowingText
          aria-label="A note on this candidate"
          placeholder="What should the others who decide know?"
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="compact-md" mt={8} loading={isBusy} disabled={text.trim() === ''}>
          Add note
        </Button>
      </form>
      {data === undefined && error === null && <Skeleton height={14} width="60%" mt={12} />}
      {error !== null && <p className={css.problem}>{messageOf(error)}</p>}
      <ol className={css.notes}>
        {data?.items
          .filter(({ id }) => !gone.has(id))
          .map((note) => (
            <NoteRow
              key={note.id}
              note={note}
              onEdit={(words, version) => edit(note, { text: words }, version)}
              onDelete={() => remove(note)}
            />
          ))}
      </ol>
    </section>
  )
}
