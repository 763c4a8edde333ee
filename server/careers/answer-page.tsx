/** @jsxImportSource hono/jsx */
import { AnswerTheme } from '#protocol/answers'
import type { AnswerForm } from './answer-form.ts'
import { Page } from './layout.tsx'

const themeWords: Readonly<Record<AnswerTheme, string>> = {
  communication: 'Being kept informed',
  speed: 'How long it took',
  clarity: 'Knowing what comes next',
  respect: 'How people treated me',
  interview: 'The interview',
  task: 'The task or test',
  fairness: 'Fairness',
  access: 'Accessibility',
  pay: 'Openness about pay',
}

const ratings = ['Very bad', 'Bad', 'All right', 'Good', 'Very good'] as const

interface Props {
  readonly company: { readonly companyName: string; readonly slug: string }
  readonly form: AnswerForm
  readonly secret: string
  readonly error?: string
  /** What was written is kept. */
  readonly isKept?: boolean
}

/** The form by which a candidate says how it was. Without a script, like everything that candidates see. */
export function AnswerPage({ company, form, secret, error, isKept = false }: Props) {
  const { companyName } = company
  return (
    <Page title={`${error ? 'Error: ' : ''}How was it? · ${companyName}`} company={company}>
      <h1>How was it to apply at {companyName}?</h1>
      <p class="lead">
        Your answer is kept without your name, a time, or any link to you. {companyName} reads it together with those of
        at least four other people, and cannot tell which is whose.
      </p>
      {error && (
        <div class="notice" role="alert">
          <h2>Your answer was not sent</h2>
          <p>{error}</p>
        </div>
      )}
      {isKept && (
        <p class="expected" role="status">
          Kept. Open the link from your mail again whenever you want to go on; nobody else can read it until you send
          it.
        </p>
      )}
      <form method="post" action="/portal/answer" novalidate>
        <input type="hidden" name="token" value={secret} />
        <fieldset class="field">
          <legend>
            How was it on the whole? <span class="optional">(optional)</span>
          </legend>
          <div class="choices">
            {ratings.map((words, index) => (
              <label class="choice">
                <input
                  type="radio"
                  name="rating"
                  value={String(index + 1)}
                  checked={form.rating === String(index + 1)}
                />{' '}
                {words}
              </label>
            ))}
          </div>
        </fieldset>
        <Themes name="good" title="What went well?" chosen={form.good} />
        <Themes name="bad" title="What should be better?" chosen={form.bad} />
        <div class="field">
          <label for="feedback">In your own words</label>
          <p class="hint" id="feedback-hint">
            Names and contact details are taken out before anybody reads it. Leave out what only you can know, if you do
            not want to be recognised by it.
          </p>
          <textarea
            id="feedback"
            name="feedback"
            rows={8}
            aria-describedby="feedback-hint"
            {...(error ? { 'aria-invalid': 'true', autofocus: true } : {})}
          >
            {form.feedback}
          </textarea>
        </div>
        <p class="actions">
          <button class="button" type="submit" name="action" value="send">
            Send answer
          </button>
          <button class="button quiet" type="submit" name="action" value="keep">
            Keep it for later
          </button>
        </p>
      </form>
    </Page>
  )
}

function Themes({ name, title, chosen }: { name: 'good' | 'bad'; title: string; chosen: readonly string[] }) {
  return (
    <fieldset class="field">
      <legend>
        {title} <span class="optional">(optional)</span>
      </legend>
      <div class="choices">
        {AnswerTheme.options.map((theme) => (
          <label class="choice">
            <input type="checkbox" name={name} value={theme} checked={chosen.includes(theme)} /> {themeWords[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
