import { Button, Menu, TextInput } from '@mantine/core'
import { IconBell, IconCheck, IconClock } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { endpoints, type Reminder } from '#protocol/reminders'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { showDone, showFailure, showUndo } from '../../../ui/toasts.ts'
import css from './candidate-pane.module.css'
import { DayField } from './day-field.tsx'
import { decidingEntries } from './decision-log.tsx'
import own from './decisions.module.css'
import { inDays, laterChoices } from './reminder-times.ts'

const kindWords: Readonly<Record<Reminder['kind'], string>> = {
  own: 'Reminder',
  reply: 'The candidate should hear',
  hold: 'Look at it again',
}

/** What is to be done about an application, and when: for me, and for those who decide on it. */
export function Reminders({ applicationId, code }: { applicationId: string; code: string }) {
  const { employerId } = useMembership()
  const [isSetting, setIsSetting] = useState<boolean | 'no more'>(false)
  const opener = useRef<HTMLButtonElement>(null)
  const request = { params: { employerId }, query: { applicationId, limit: 200 } }
  const reminders = useLiveQuery(queryOf(endpoints.listReminders, request), [
    ...(['reminder.set', 'reminder.due', 'reminder.snoozed', 'reminder.done'] as const),
    ...decidingEntries,
  ])
  const items = 'data' in reminders ? reminders.data.items : []
  return (
    <section aria-label="Reminders">
      <h4 className={css.heading}>Reminders</h4>
      <ul className={own.list}>
        {items.map((reminder) => (
          <ReminderRow key={reminder.id} reminder={reminder} onGoes={() => opener.current?.focus()} />
        ))}
      </ul>
      {isSetting === true ? (
        <NewReminder applicationId={applicationId} code={code} onClose={() => setIsSetting('no more')} />
      ) : (
        <Button
          ref={opener}
          // The form that had the focus is gone.
          autoFocus={isSetting === 'no more'}
          variant="subtle"
          size="compact-md"
          mt={6}
          leftSection={<IconBell size={18} aria-hidden />}
          onClick={() => setIsSetting(true)}
        >
          Remind me…
        </Button>
      )}
    </section>
  )
}

/** `onGoes`: it is about to leave the list, and its buttons with it. */
function ReminderRow({ reminder, onGoes }: { reminder: Reminder; onGoes: () => void }) {
  const { id, kind, state, dueAt, note, version, candidate } = reminder
  const { employerId } = useMembership()
  const write = useWrite()
  const change = async (body: { dueAt: string } | { state: 'done' }, words: string, back?: () => void) => {
    try {
      const params = { employerId, reminderId: id }
      await write(
        endpoints.changeReminder,
        { params, body, ifMatch: version },
        `Change a reminder of ${candidate.code}`,
      )
      if (back) showUndo({ message: words, onUndo: back })
      else showDone(words)
    } catch (error) {
      showFailure({ title: 'Not changed', message: messageOf(error) })
    }
  }
  return (
    <li className={own.row}>
      <span className={own.words}>
        <span className={state === 'due' ? own.late : undefined}>{note ?? kindWords[kind]}</span>{' '}
        <span className={css.when}>
          {state === 'due' ? 'due ' : ''}
          <TimeAgo at={dueAt} />
        </span>
      </span>
      {/* It scrolls with the pane. What comes later above it may push its button out of sight, and is no reason to hide. */}
      <Menu position="bottom-end" withinPortal={false} hideDetached={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconClock size={16} aria-hidden />}
            aria-label={`Snooze: ${note ?? kindWords[kind]}`}
          >
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {laterChoices.map(({ days, label }) => (
            <Menu.Item
              key={days}
              onClick={() => void change({ dueAt: inDays(days, Date.now()) }, `Snoozed. ${label}.`)}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconCheck size={16} aria-hidden />}
        aria-label={`Done: ${note ?? kindWords[kind]}`}
        onClick={() => {
          onGoes()
          void change({ state: 'done' }, 'Done.')
        }}
      >
        Done
      </Button>
    </li>
  )
}

function NewReminder(props: { applicationId: string; code: string; onClose: () => void }) {
  const { applicationId, code, onClose } = props
  const { employerId } = useMembership()
  const write = useWrite()
  const [note, setNote] = useState('')
  const [day, setDay] = useState<string | null>(null)
  const set = async (dueAt: string, words: string) => {
    onClose()
    try {
      const body = { dueAt, ...(note.trim() === '' ? {} : { note: note.trim() }) }
      await write(endpoints.setReminder, { params: { employerId, applicationId }, body }, `Remind of ${code}`)
      showDone(words)
    } catch (error) {
      showFailure({ title: 'No reminder was set', message: messageOf(error) })
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever has the focus inside.
    <div
      className={own.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The pane closes by Escape, too: the form goes first.
        event.stopPropagation()
        onClose()
      }}
    >
      <TextInput
        label="What about?"
        placeholder="Optional. Only you read it."
        maxLength={500}
        autoFocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={css.actions}>
        {laterChoices.map(({ days, label }) => (
          <Button
            key={days}
            variant="default"
            size="compact-md"
            onClick={() => void set(inDays(days, Date.now()), `You are reminded. ${label}.`)}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={css.actions}>
        <DayField label="Or on a day" value={day} onChange={setDay} />
      </div>
      <div className={css.actions}>
        <Button disabled={day === null} onClick={() => day !== null && void set(day, 'You are reminded.')}>
          Remind me then
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
