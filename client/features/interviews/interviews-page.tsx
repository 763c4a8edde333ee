import { Button } from '@mantine/core'
import { IconCalendarPlus, IconClockCog } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { Link, useSearch } from 'wouter'
import type { Interview } from '#protocol/interviews'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { showDone } from '../../ui/toasts.ts'
import { useMatches } from '../../ui/use-matches.ts'
import { CalendarBody } from './calendar-body.tsx'
import type { Beginning } from './form/beginning.ts'
import { ScheduleForm } from './form/schedule-form.tsx'
import css from './interviews.module.css'
import { InterviewPane } from './pane/interview-pane.tsx'
import { ChosenParties, PartyPicker } from './party-picker.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { shownInterview } from './state.ts'
import { labelOf, spanOf } from './state-words.ts'
import { Toolbar } from './toolbar.tsx'
import { useAddress, type View } from './use-address.ts'
import { useCalendar } from './use-calendar.ts'
import { useInterviewActions } from './use-interview-actions.ts'
import { usePageKeys } from './use-page-keys.ts'
import { useEveryParty, usePartyTimes } from './use-parties.ts'
import { addDays, boundsOf, dayAt, weekOf } from './zone-days.ts'
import { momentWords } from './zone-words.ts'

type Form = { readonly beginning: Beginning; readonly interview: Interview | null }

/** Everybody's interviews, week by week: to see, to drag, to schedule. */
export default function InterviewsPage() {
  const { user, may } = useMembership()
  const address = useAddress()
  const { day, zone, chosen, interviewId, go } = address
  const isPhone = useMatches('(max-width: 47.99em)')
  const view = viewFor(address.view, isPhone)
  const days = view === 'day' ? [day] : weekOf(day)
  const [first = day, last = day] = [days[0], days.at(-1)]
  const range = { from: boundsOf(first, zone).from, to: boundsOf(last, zone).to }
  const { store, snapshot } = useCalendar(range)
  const actions = useInterviewActions(store, zone)
  const parties = useEveryParty()
  // Who left the company, or a room that is gone, has no times to ask for.
  const asked = parties.length === 0 ? [] : chosen.filter((key) => parties.some((party) => party.key === key))
  const times = usePartyTimes(asked, range)
  const [form, setForm] = useFormInAddress(zone)
  const canSchedule = may('interview.schedule')

  const open = useCallback((id: string | null) => go({ interview: id }, true), [go])
  const schedule = (beginning: Omit<Beginning, 'zone'>) => {
    const people = chosen.flatMap((key) => (key.startsWith('user ') ? [key.slice(5)] : []))
    const room = chosen.find((key) => key.startsWith('room '))?.slice(5)
    setForm({
      interview: null,
      beginning: {
        zone,
        ...(people.length > 0 ? { interviewerIds: people.slice(0, 10) } : {}),
        ...(room ? { roomId: room } : {}),
        ...beginning,
      },
    })
  }
  usePageKeys((key) => {
    const stride = view === 'day' ? 1 : 7
    if (key === 'new') canSchedule && schedule({})
    else if (key === 'today') go({ day: null })
    else if (key === 'before') go({ day: addDays(day, -stride) })
    else if (key === 'next') go({ day: addDays(day, stride) })
    else go({ view: key })
  })
  const done = (interview: Interview) => {
    store.keep(interview)
    setForm(null)
    const span = spanOf(interview)
    if (span) go({ day: dayAt(span.from, zone) })
    showDone(
      span
        ? `${labelOf(interview)}: ${momentWords(span.from, zone)}. The invitations are on their way.`
        : `${labelOf(interview)} was asked to choose. You see here when they do.`,
    )
  }
  const opened = interviewId === null ? undefined : shownInterview(snapshot.state, interviewId)
  return (
    <div className={css.page} data-open={interviewId !== null || undefined}>
      <div className={css.top}>
        <PageHeader
          title="Interviews"
          actions={
            <>
              {user.kind === 'employer' && (
                <Button
                  component={Link}
                  href="/interviews/availability"
                  variant="default"
                  leftSection={<IconClockCog size={18} aria-hidden />}
                >
                  My availability
                </Button>
              )}
              {canSchedule && (
                <Button leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => schedule({})}>
                  Schedule…
                </Button>
              )}
            </>
          }
        />
        <Toolbar address={address} view={view} first={first} last={last} isPhone={isPhone}>
          {canSchedule && (
            <PartyPicker parties={parties} chosen={chosen} onChange={(keys) => go({ with: keys.join(',') })} />
          )}
        </Toolbar>
        <ChosenParties
          {...{ chosen, parties, times, zone }}
          onRemove={(key) => go({ with: chosen.filter((one) => one !== key).join(',') })}
        />
        {actions.refusal && <RefusalNote refusal={actions.refusal} actions={actions} zone={zone} />}
      </div>
      <div className={css.body}>
        <div className={css.main}>
          <CalendarBody
            {...{ address, view, days, range, store, snapshot, parties, times, open }}
            onDraw={schedule}
            onMove={(interview, to) => void actions.move(interview, to)}
          />
        </div>
        {interviewId !== null && (
          <InterviewPane
            key={interviewId}
            {...{ interviewId, zone, store, actions }}
            interview={opened}
            onClose={() => open(null)}
            onChange={(interview) => setForm({ interview, beginning: { zone } })}
          />
        )}
      </div>
      {form && (
        <ScheduleForm
          key={form.interview?.id ?? 'new'}
          beginning={form.beginning}
          interview={form.interview}
          onDone={done}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  )
}

/** A phone has no room for a week. */
function viewFor(wanted: View | null, isPhone: boolean): View {
  if (isPhone) return wanted === 'day' ? 'day' : 'agenda'
  return wanted ?? 'week'
}

/** The form, open from the beginning where a link asks for it: `?schedule`, or `?application=…` for one candidate. */
function useFormInAddress(zone: string) {
  const params = new URLSearchParams(useSearch())
  const { go } = useAddress()
  const asked = params.has('schedule')
  const application = params.get('application')
  const [form, setForm] = useState<Form | null>(null)
  const fromLink: Form | null = asked
    ? { interview: null, beginning: { zone, ...(application === null ? {} : { applicationId: application }) } }
    : null
  const change = (next: Form | null) => {
    if (asked) go({ schedule: null, application: null })
    setForm(next)
  }
  return [form ?? fromLink, change] as const
}
