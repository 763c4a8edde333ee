import { Alert, Button, Group, Stack, TagsInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type ConsultantProfile, endpoints } from '#protocol/consultants'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { refreshSession } from '../../rest/session.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './consultants.module.css'

/** How companies meet the consultant. */
export default function ProfilePage() {
  const profile = useQuery(queryOf(endpoints.readMyProfile))
  return (
    <div className={classes.page}>
      <PageHeader
        title="Your profile"
        tab="Profile"
        purpose="Companies that engaged you see it. Nobody else does, and candidates never."
      />
      {profile.data ? (
        <ProfileForm profile={profile.data} />
      ) : profile.error ? (
        <ErrorState
          title="Your profile could not be loaded"
          message={messageOf(profile.error)}
          retry={() => void profile.refetch()}
        />
      ) : (
        <ListSkeleton rows={5} />
      )}
    </div>
  )
}

/** The library's are 12 px. */
const tags = { pill: { fontSize: '0.875rem' } }

type Words = Omit<ConsultantProfile, 'id' | 'version'>

const wordsOf = ({ name, organisation, headline, about, expertise, languages }: ConsultantProfile): Words => ({
  name,
  organisation,
  headline,
  about,
  expertise,
  languages,
})

function ProfileForm({ profile }: { profile: ConsultantProfile }) {
  const queries = useQueryClient()
  const [words, setWords] = useState(() => wordsOf(profile))
  const [wrong, setWrong] = useState<{ field: string | null; message: string } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isChanged = JSON.stringify(words) !== JSON.stringify(wordsOf(profile))
  const set = (change: Partial<Words>) => {
    setWords((before) => ({ ...before, ...change }))
    setWrong(null)
  }
  const errorAt = (field: keyof Words) => (wrong?.field === field ? wrong.message : null)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (words.name.trim() === '') return setWrong({ field: 'name', message: 'Enter your name.' })
    setIsBusy(true)
    try {
      const saved = await call(endpoints.editMyProfile, { body: words, ifMatch: profile.version })
      queries.setQueryData(queryKeyOf(endpoints.readMyProfile), saved)
      setWords(wordsOf(saved))
      setWrong(null)
      showDone('Saved. Companies you work with see it from now on.')
      if (saved.name !== profile.name) await refreshSession(queries)
    } catch (error) {
      const isStale = error instanceof CallError && error.code === 'version-mismatch'
      if (isStale) void queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readMyProfile) })
      const known = error instanceof CallError ? error.fields[0] : undefined
      setWrong({
        field: known?.path.split('.')[0] ?? null,
        message: isStale
          ? 'Your profile was changed in another window. Save again to keep what stands here.'
          : (known?.message ?? messageOf(error)),
      })
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="md">
        {wrong?.field === null ? (
          <Alert color="red" role="alert">
            {wrong.message}
          </Alert>
        ) : null}
        <TextInput
          label="Name"
          autoComplete="name"
          maxLength={120}
          value={words.name}
          error={errorAt('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Practice or organisation"
          autoComplete="organization"
          maxLength={120}
          value={words.organisation}
          error={errorAt('organisation')}
          onChange={(event) => set({ organisation: event.currentTarget.value })}
        />
        <TextInput
          label="Headline"
          description="One line, like “Structured interviews and fair job descriptions”."
          maxLength={160}
          value={words.headline}
          error={errorAt('headline')}
          onChange={(event) => set({ headline: event.currentTarget.value })}
        />
        <GrowingText
          label="About you"
          description="How you work, and what companies can expect."
          minRows={4}
          maxRows={14}
          maxLength={4000}
          value={words.about}
          error={errorAt('about')}
          onChange={(event) => set({ about: event.currentTarget.value })}
        />
        <TagsInput
          label="Expertise"
          description="Press Enter after each, up to 20."
          maxTags={20}
          styles={tags}
          value={words.expertise}
          error={errorAt('expertise')}
          onChange={(expertise) => set({ expertise })}
          acceptValueOnBlur
        />
        <TagsInput
          label="Languages"
          description="Press Enter after each, up to 20."
          maxTags={20}
          styles={tags}
          value={words.languages}
          error={errorAt('languages')}
          onChange={(languages) => set({ languages })}
          acceptValueOnBlur
        />
        <Group>
          <Button type="submit" loading={isBusy} disabled={!isChanged}>
            Save
          </Button>
          {isChanged ? (
            <Button variant="default" onClick={() => set(wordsOf(profile))}>
              Discard
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  )
}
