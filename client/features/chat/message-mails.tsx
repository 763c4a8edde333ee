import { NativeSelect, Switch } from '@mantine/core'
import type { SignedInUser } from '#protocol/auth'
import { messageOf } from '../../rest/call-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import classes from './message-mails.module.css'
import { waits, waitWords } from './preference-words.ts'
import { type ChatPreferences, useChatPreferences } from './use-chat-preferences.ts'

/** Whether ClearView writes to me about messages; each change is saved at once. */
export function MessageMails({ user }: { user: SignedInUser }) {
  const { query, change } = useChatPreferences(user.id)
  return (
    <div className={classes.page}>
      {query.data ? (
        <Unread preferences={query.data} onChange={change} />
      ) : query.error ? (
        <ErrorState
          title="Your choices could not be loaded"
          message={messageOf(query.error)}
          retry={() => void query.refetch()}
        />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </div>
  )
}

function Unread(props: { preferences: ChatPreferences; onChange: (wanted: ChatPreferences) => void }) {
  const { preferences, onChange } = props
  const { mail, afterMinutes } = preferences
  const choices = [...new Set([...waits, afterMinutes])].sort((a, b) => a - b)
  return (
    <section aria-labelledby="unread" className={classes.section}>
      <h2 id="unread" className={classes.title}>
        Unread messages
      </h2>
      <Switch
        checked={mail}
        onChange={(event) => onChange({ ...preferences, mail: event.currentTarget.checked })}
        label="Mail me about messages that I have not read"
        description="One mail for each conversation, until you have read it. It does not say what was written."
      />
      <NativeSelect
        className={classes.wait ?? ''}
        label="After"
        description="Read here before that, and no mail is sent."
        disabled={!mail}
        value={String(afterMinutes)}
        data={choices.map((minutes) => ({ value: String(minutes), label: waitWords(minutes) }))}
        onChange={(event) => onChange({ ...preferences, afterMinutes: Number(event.currentTarget.value) })}
      />
    </section>
  )
}
