import { Alert, Button, Chip, Group, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import type { Candidate } from '#protocol/candidates'
import { Theme } from '#protocol/feedback'
import { GrowingText } from '../../../ui/growing-text.tsx'
import own from './decisions.module.css'
import { withTheme } from './feedback-draft.ts'
import { processWords, ratingWords, themeWords } from './feedback-words.ts'
import { useFeedbackForm } from './use-feedback-form.ts'

/** What I think of a candidate: a rating, what I saw, and themes that can be told to them without me. */
export function FeedbackForm({ candidate, onClose }: { candidate: Candidate; onClose: () => void }) {
  const { draft, keep, submit, problem, isWaiting } = useFeedbackForm(candidate)
  return (
    <form
      className={own.form}
      aria-label="Feedback"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Radio.Group
          label="Your rating"
          value={draft.rating === null ? '' : String(draft.rating)}
          onChange={(value) => keep({ ...draft, rating: Number(value) })}
        >
          <Stack gap={8} mt={8}>
            {ratingWords.map(([value, words]) => (
              <Radio key={value} value={String(value)} label={`${value} · ${words}`} disabled={isWaiting} />
            ))}
          </Stack>
        </Radio.Group>
        <GrowingText
          label="What you saw"
          description="What they did and said, measured by the job. Colleagues read it; the candidate does not."
          minRows={3}
          maxRows={14}
          maxLength={10_000}
          readOnly={isWaiting}
          value={draft.comments}
          onChange={(event) => keep({ ...draft, comments: event.currentTarget.value })}
        />
        {(['strengths', 'concerns'] as const).map((side) => (
          <fieldset key={side} className={own.themes} disabled={isWaiting}>
            <legend>{side === 'strengths' ? 'Strengths' : 'Concerns'}</legend>
            <Chip.Group
              multiple
              value={[...draft[side]]}
              onChange={(values) => {
                const themes = Theme.options.filter((theme) => values.includes(theme))
                keep(withTheme(draft, side, themes))
              }}
            >
              <Group gap={6}>
                {Theme.options.map((theme) => (
                  <Chip key={theme} value={theme} size="sm" variant="outline">
                    {themeWords[theme]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </fieldset>
        ))}
        <NativeSelect
          label="How did our own process go?"
          description="Optional. For the company, not for the candidate."
          disabled={isWaiting}
          data={[
            { value: '', label: 'No answer' },
            ...processWords.map(([value, label]) => ({ value: String(value), label })),
          ]}
          value={draft.processRating === null ? '' : String(draft.processRating)}
          onChange={(event) => keep({ ...draft, processRating: Number(event.currentTarget.value) || null })}
        />
        <Text c="dimmed" size="sm">
          After the decision the candidate may read themes that several of you named, never who said what.
        </Text>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="space-between">
          <Text c="dimmed" role="status">
            {isWaiting ? 'Waiting to be sent. It is kept in this browser.' : ''}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={isWaiting}>
              Save feedback
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
