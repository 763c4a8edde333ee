/** @jsxImportSource hono/jsx */
import type { PublicPosting } from '#protocol/careers'
import type { Field, FormState } from './apply-form.ts'
import type { Catalogue } from './catalogue.ts'
import { DemographicFields } from './demographic-fields.tsx'
import { Back, Page } from './layout.tsx'

interface Props {
  readonly employer: Catalogue['employer']
  readonly job: PublicPosting
  readonly form: FormState
}

type FormField = Field | 'resume'

/** In the order of the page. */
const shownFields: readonly FormField[] = ['name', 'email', 'phone', 'resume', 'resumeText']

const labels: Record<FormField, string> = {
  name: 'Your name',
  email: 'E-mail address',
  phone: 'Phone',
  resume: 'Résumé as a file',
  resumeText: 'Your résumé, as text',
}

export function ApplyPage({ employer, job, form }: Props) {
  const { companyName, slug } = employer
  const path = `/careers/${slug}/jobs/${job.id}`
  const wrong = shownFields.filter((field) => form.errors[field])
  const refused = wrong.length > 0 || form.notice !== undefined
  return (
    <Page title={`${refused ? 'Error: ' : ''}Apply for ${job.title} · ${companyName}`} company={employer}>
      <Back href={path}>{job.title}</Back>
      <h1>Apply for {job.title}</h1>
      <p class="lead">Two fields are needed, the rest is up to you.</p>
      {form.notice && (
        <div class="notice" role="alert" id="notice">
          <h2>Your application was not sent</h2>
          <p>{form.notice}</p>
        </div>
      )}
      {wrong.length > 0 && <Summary form={form} wrong={wrong} />}
      {/* Messages of our own, in the page's language, instead of the browser's bubbles. */}
      <form method="post" action={`${path}/apply`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="formKey" value={form.key} />
        <TextField
          field="name"
          form={form}
          autocomplete="name"
          needed
          hint="Withheld from the people who read your application first."
        />
        <TextField
          field="email"
          form={form}
          type="email"
          autocomplete="email"
          needed
          hint="You get a private link there, to see where your application stands."
        />
        <TextField field="phone" form={form} type="tel" autocomplete="tel" />
        <ResumeField form={form} />
        <div class="field">
          <Label field="resumeText" needed={false} />
          <p class="hint" id="resumeText-hint">
            Paste it, or write in your own words what you have done and what you are good at. How it looks does not
            matter.
          </p>
          <FieldError field="resumeText" form={form} />
          <textarea id="resumeText" name="resumeText" rows={14} {...described('resumeText', form, true)}>
            {form.values.resumeText}
          </textarea>
        </div>
        <details class="voluntary" open={Object.keys(form.demographics).length > 0}>
          <summary>Voluntary questions about yourself</summary>
          <p class="hint">
            They help {companyName} to see whether its hiring treats people alike. Nobody sees your answers: they are
            kept apart from your application, without your name, and count only in figures over many people.
          </p>
          <DemographicFields chosen={form.demographics} />
        </details>
        <p class="small">
          What you send goes to the people who hire for this job at {companyName}. You can withdraw your application as
          long as nothing is decided.
        </p>
        <p class="actions">
          <button class="button" type="submit">
            Send application
          </button>
        </p>
      </form>
    </Page>
  )
}

function Summary({ form, wrong }: { form: FormState; wrong: readonly FormField[] }) {
  return (
    <div class="notice" role="alert">
      <h2>{wrong.length === 1 ? 'One field needs another look' : `${wrong.length} fields need another look`}</h2>
      <ul>
        {wrong.map((field) => (
          <li>
            <a href={`#${field}`}>{form.errors[field]}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A file that arrived is kept while something else is corrected, and can be left out or exchanged. */
function ResumeField({ form }: { form: FormState }) {
  return (
    <div class="field">
      <Label field="resume" needed={false} />
      <p class="hint" id="resume-hint">
        PDF, Word (DOCX) or plain text, up to 10 MB, without a password. Its text is shown to the team with your name,
        contact and photo withheld; the file itself only to those who have a reason to know who you are.
      </p>
      <FieldError field="resume" form={form} />
      {form.resume && (
        <div class="kept">
          <input type="hidden" name="resumeId" value={form.resume.id} />
          <input type="hidden" name="resumeName" value={form.resume.name} />
          <p>
            <strong>{form.resume.name}</strong> has arrived. Choose another file to send that one instead.
          </p>
          <label class="choice">
            <input type="checkbox" name="resumeWith" value="none" /> Apply without this file
          </label>
        </div>
      )}
      <input
        id="resume"
        name="resume"
        type="file"
        accept=".pdf,.docx,.txt,.md,application/pdf,text/plain"
        {...described('resume', form, true)}
      />
    </div>
  )
}

interface TextFieldProps {
  readonly field: Field
  readonly form: FormState
  readonly type?: string
  readonly autocomplete: string
  readonly needed?: boolean
  readonly hint?: string
}

function TextField({ field, form, type = 'text', autocomplete, needed = false, hint }: TextFieldProps) {
  return (
    <div class="field">
      <Label field={field} needed={needed} />
      {hint && (
        <p class="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      <FieldError field={field} form={form} />
      <input
        id={field}
        name={field}
        type={type}
        value={form.values[field]}
        autocomplete={autocomplete}
        {...(type === 'email' ? { autocapitalize: 'none', spellcheck: false } : {})}
        required={needed}
        {...described(field, form, hint !== undefined)}
      />
    </div>
  )
}

function Label({ field, needed }: { field: FormField; needed: boolean }) {
  return (
    <label for={field}>
      {labels[field]}
      {!needed && <span class="optional"> (optional)</span>}
    </label>
  )
}

function FieldError({ field, form }: { field: FormField; form: FormState }) {
  const message = form.errors[field]
  if (!message) return null
  return (
    <p class="error" id={`${field}-error`}>
      {message}
    </p>
  )
}

/** Hint and message for whoever hears the page; the first wrong field has the focus when it opens. */
function described(field: FormField, form: FormState, hinted: boolean) {
  const wrong = form.errors[field] !== undefined
  const ids = [...(hinted ? [`${field}-hint`] : []), ...(wrong ? [`${field}-error`] : [])]
  const first = shownFields.find((name) => form.errors[name])
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(wrong ? { 'aria-invalid': 'true' } : {}),
    ...(first === field ? { autofocus: true } : {}),
  }
}
