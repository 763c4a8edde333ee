import { Autocomplete, Input, NativeSelect, Stack, TextInput } from '@mantine/core'
import { LazyEditor } from './editor/lazy-editor.tsx'
import type { FieldMessages, PostingValues } from './form-values.ts'
import css from './posting-fields.module.css'
import { RequirementFields } from './requirement-fields.tsx'
import { StageFields } from './stage-fields.tsx'

const employmentTypes = ['Full time', 'Part time', 'Temporary', 'Internship', 'Apprenticeship', 'Freelance']
const currencies = ['EUR', 'GBP', 'USD', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'CAD', 'AUD']

interface PostingFieldsProps {
  readonly values: PostingValues
  readonly messages: FieldMessages
  readonly onChange: (part: Partial<PostingValues>) => void
  /** Another number builds the editor anew, with the description as it is then. Left out: the text is written elsewhere. */
  readonly editorRound?: number
}

/** Everything that is written about a job, in the order in which people think of it. */
export function PostingFields({ values, messages, onChange, editorRound }: PostingFieldsProps) {
  return (
    <Stack gap="lg" className={css.fields ?? ''}>
      <TextInput
        label="Title"
        placeholder="What you would call this person on their first day"
        size="md"
        maxLength={200}
        data-field="title"
        value={values.title}
        error={messages.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <TextInput
          label="Location"
          placeholder="Lisbon, or Remote"
          maxLength={200}
          data-field="location"
          value={values.location}
          error={messages.location}
          onChange={(event) => onChange({ location: event.currentTarget.value })}
        />
        <Autocomplete
          label="Employment type"
          placeholder="Full time"
          data={employmentTypes}
          maxLength={60}
          data-field="employmentType"
          value={values.employmentType}
          error={messages.employmentType}
          onChange={(employmentType) => onChange({ employmentType })}
        />
      </div>
      <PayFields values={values} messages={messages} onChange={onChange} />
      {editorRound !== undefined && (
        <Input.Wrapper label="Description" error={messages.description} labelElement="div">
          <div className={css.editor} data-field="description">
            <LazyEditor
              key={editorRound}
              label="Description"
              initialHtml={values.description}
              onChange={(description) => onChange({ description })}
            />
          </div>
        </Input.Wrapper>
      )}
      <RequirementFields
        lines={values.requirements}
        messages={messages}
        onChange={(requirements) => onChange({ requirements })}
      />
      <StageFields stages={values.stages} messages={messages} onChange={(stages) => onChange({ stages })} />
    </Stack>
  )
}

type PayFieldsProps = Omit<PostingFieldsProps, 'editorRound'>

function PayFields({ values, messages, onChange }: PayFieldsProps) {
  const list = currencies.includes(values.currency) ? currencies : [values.currency, ...currencies]
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>Pay for a year</legend>
      <div className={css.pay}>
        <TextInput
          label="From"
          inputMode="numeric"
          placeholder="48000"
          data-field="payMin"
          value={values.payMin}
          error={messages.payMin}
          onChange={(event) => onChange({ payMin: event.currentTarget.value })}
        />
        <TextInput
          label="To"
          inputMode="numeric"
          placeholder="56000"
          data-field="payMax"
          value={values.payMax}
          error={messages.payMax}
          onChange={(event) => onChange({ payMax: event.currentTarget.value })}
        />
        <NativeSelect
          label="Currency"
          data={list}
          value={values.currency}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
