/** @jsxImportSource hono/jsx */
import type { PortalInterview } from '#protocol/portal-interviews'
import { Hidden, inWords, Times } from './interview-part.tsx'
import { Back, Page } from './layout.tsx'
import type { Portal } from './portal.ts'

interface Props {
  readonly portal: Portal
  readonly interview: PortalInterview
  readonly secret: string
}

const portalAt = (secret: string): string => `/portal?token=${encodeURIComponent(secret)}`

/** The candidate chooses another time, and says why. */
export function MovePage({
  portal: { view, slug },
  interview,
  secret,
  times,
}: Props & { readonly times: readonly string[] }) {
  return (
    <Page title={`Choose another time · ${view.jobTitle}`} company={{ companyName: view.companyName, slug }}>
      <Back href={portalAt(secret)}>Your application</Back>
      <h1>Choose another time</h1>
      <p class="lead">
        Your interview with {view.companyName} is on {inWords(interview)}.
      </p>
      {times.length === 0 ? (
        <p>There is no other free time in the next weeks. Decline the interview and say what suits you instead.</p>
      ) : (
        <form method="post" action="/portal/interview">
          <Hidden interview={interview} secret={secret} action="move" />
          <Times times={times} legend="These times suit everybody" interview={interview} />
          <Why label="Why do you move it?" needed />
          <p class="actions">
            <button class="button" type="submit">
              Move the interview
            </button>
            <a class="button quiet" href={portalAt(secret)}>
              Keep the time
            </a>
          </p>
        </form>
      )}
    </Page>
  )
}

/** Names what declining does before it is done. */
export function DeclinePage({ portal: { view, slug }, interview, secret }: Props) {
  const when = inWords(interview)
  const isOffer = interview.state === 'proposed'
  const title = isOffer ? 'None of the times suits you?' : 'Decline the interview?'
  return (
    <Page title={`${title} · ${view.jobTitle}`} company={{ companyName: view.companyName, slug }}>
      <Back href={portalAt(secret)}>Your application</Back>
      <h1>{title}</h1>
      {when && <p class="lead">It is planned for {when}.</p>}
      <ul class="prose">
        <li>
          {view.companyName} sees it at once{isOffer ? ' and can offer others' : ', and the time is given to others'}.
        </li>
        <li>Your application stays as it is. To end it, withdraw it on your page instead.</li>
      </ul>
      <form method="post" action="/portal/interview">
        <Hidden interview={interview} secret={secret} action="decline" />
        <Why label={isOffer ? 'When could you come?' : 'Is there something the company should know?'} />
        <p class="actions">
          <button class="button danger" type="submit">
            {isOffer ? 'None suits me' : 'Decline'}
          </button>
          <a class="button quiet" href={portalAt(secret)}>
            {isOffer ? 'Back to the times' : 'Keep it'}
          </a>
        </p>
      </form>
    </Page>
  )
}

function Why({ label, needed = false }: { label: string; needed?: boolean }) {
  return (
    <div class="field">
      <label for="reason">
        {label} {!needed && <span class="optional">(optional)</span>}
      </label>
      <textarea class="short" id="reason" name="reason" maxlength={500} required={needed}></textarea>
    </div>
  )
}
