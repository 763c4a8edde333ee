import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type Response } from '#protocol/answers'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import classes from './answers.module.css'
import { ResponseForm } from './response-form.tsx'

/** "You said, we did": what the careers page says was changed. */
export function Responses() {
  const { employerId, slug, may } = useMembership()
  const params = { employerId }
  const live = useLiveQuery(queryOf(endpoints.listResponses, { params, query: {} }), [
    'response.saved',
    'response.removed',
  ])
  const queries = useQueryClient()
  const write = useWrite()
  const mayRespond = may('answers.respond')
  const readAgain = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listResponses) })
  const putBack = async ({ said, did }: Response) => {
    try {
      await write(endpoints.addResponse, { params, body: { said, did } }, 'A note on the careers page')
      await readAgain()
    } catch (error) {
      showFailure({ title: 'The note is not back', message: messageOf(error) })
    }
  }
  const remove = async (note: Response) => {
    try {
      const which = { params: { employerId, responseId: note.id } }
      await write(endpoints.removeResponse, which, 'A note on the careers page')
      await readAgain()
      showUndo({ message: 'The note is off the careers page.', onUndo: () => void putBack(note) })
    } catch (error) {
      showFailure({ title: 'The note was not removed', message: messageOf(error) })
    }
  }
  const items = live.status === 'live' || live.status === 'stale' ? live.data.items : []
  if (items.length === 0 && !mayRespond) return null
  return (
    <section aria-labelledby="responses" className={classes.batch}>
      <h2 id="responses" className={classes.title}>
        You said, we did{' '}
        <a className={classes.link} href={`/careers/${slug}`}>
          on the careers page
        </a>
      </h2>
      {live.status === 'failed' ? (
        <ErrorState compact title="The notes did not load" message={messageOf(live.error)} retry={live.retry} />
      ) : null}
      <ul className={classes.answers}>
        {items.map((item) => (
          <Note key={item.id} note={item} mayRespond={mayRespond} onChanged={readAgain} onRemove={remove} />
        ))}
      </ul>
      {mayRespond ? <NewResponse onAdded={readAgain} /> : null}
    </section>
  )
}

interface NoteProps {
  readonly note: Response
  readonly mayRespond: boolean
  readonly onChanged: () => Promise<unknown>
  readonly onRemove: (note: Response) => Promise<void>
}

/** One note as the careers page has it, and the ways to change it. */
function Note({ note, mayRespond, onChanged, onRemove }: NoteProps) {
  const { said, did } = note
  const [isEditing, setIsEditing] = useState(false)
  const button = useFocusBack<HTMLButtonElement>(isEditing)
  const saved = async () => {
    await onChanged()
    setIsEditing(false)
  }
  return (
    <li className={classes.answer}>
      {isEditing ? (
        <ResponseForm note={note} onSaved={saved} onCancel={() => setIsEditing(false)} />
      ) : (
        <>
          <p className={classes.said}>“{said}”</p>
          <p className={classes.text}>{did}</p>
          {mayRespond ? (
            <Group gap="xs">
              <Button
                ref={button}
                size="compact-sm"
                variant="default"
                aria-label={`Change the note on “${said}”`}
                onClick={() => setIsEditing(true)}
              >
                Change
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={`Take it off: the note on “${said}”`}
                onClick={() => void onRemove(note)}
              >
                Take it off
              </Button>
            </Group>
          ) : null}
        </>
      )}
    </li>
  )
}

function NewResponse({ onAdded }: { onAdded: () => Promise<unknown> }) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useFocusBack<HTMLButtonElement>(isOpen)
  const added = async () => {
    await onAdded()
    setIsOpen(false)
  }
  return isOpen ? (
    <ResponseForm onSaved={added} onCancel={() => setIsOpen(false)} />
  ) : (
    <Button ref={button} variant="default" onClick={() => setIsOpen(true)}>
      Say what you changed
    </Button>
  )
}
