/** @jsxImportSource hono/jsx */
import type { AppError } from '../app-error.ts'
import { Page, type PageProps } from './layout.tsx'

export interface Message {
  readonly title: string
  readonly text: string
  readonly way?: { readonly href: string; readonly words: string } | undefined
  readonly company?: PageProps['company']
  /** What somebody wrote and would lose with this page. */
  readonly kept?: string
}

/** Something is not here or did not work: what it is, and what to do. */
export function MessagePage({ title, text, way, company, kept }: Message) {
  return (
    <Page title={title} company={company}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {kept && (
        <div class="field">
          <label for="kept">What you wrote, to keep</label>
          <textarea id="kept" readonly>
            {kept}
          </textarea>
        </div>
      )}
      {way && (
        <p class="actions">
          <a class="button" href={way.href}>
            {way.words}
          </a>
        </p>
      )}
    </Page>
  )
}

export const noCompany: Message = {
  title: 'This careers page does not exist',
  text: 'The address may have a typing mistake, or the company may have moved. Check the link you were given.',
}

export const noPage: Message = {
  title: 'There is no such page',
  text: 'The address may have a typing mistake. Check the link you were given.',
}

export const noJob = (company: { companyName: string; slug: string }, kept = ''): Message => ({
  title: 'This job is not open',
  text: 'It may be filled or paused, or the address may have a typing mistake.',
  way: { href: `/careers/${company.slug}`, words: 'See the open jobs' },
  company,
  kept,
})

export const noPortal: Message = {
  title: 'Open the link from your mail',
  text: 'Your application has a private link. It is in the mail that you got when you applied; the whole link is needed, so copy it or tap it there. If you cannot find the mail, look among the unwanted ones. Whoever had their data deleted has no page any more.',
}

export const noAnswerLink: Message = {
  title: 'Open the link from your mail',
  text: 'The link with which you say how it was is in a mail of its own, and on the page of your application. The whole link is needed; after half a year it ends.',
}

export const answered = (company: { companyName: string; slug: string }): Message => ({
  title: 'Thank you for your answer',
  text: `It is kept without your name, a time, or any link to you. ${company.companyName} reads it once at least four other people have answered.`,
  way: { href: `/careers/${company.slug}`, words: 'See the open jobs' },
  company,
})

export const decided = (portalPath: string): Message => ({
  title: 'Your application was decided already',
  text: 'There is nothing left to withdraw, or to send again.',
  way: { href: portalPath, words: 'See where it stands' },
})

export const jobNotOpen = (portalPath: string): Message => ({
  title: 'This job takes no applications now',
  text: 'It was closed or paused since you opened the page. Your application stays withdrawn.',
  way: { href: portalPath, words: 'See where it stands' },
})

/** Any other refusal, in words for somebody who has not seen an error code in their life. */
export function wordsOf(error: AppError): Message {
  switch (error.code) {
    case 'not-found':
      return noPage
    case 'rate-limited':
      return {
        title: 'Too many visits at once',
        text: `Many requests came from your network. Wait ${seconds(error.retryAfter)} and load the page again.`,
      }
    case 'body-too-large':
      return {
        title: 'This is too large to be sent',
        text: 'Go back, choose a file of at most 10 MB or shorten the text, and send it again. What you typed is still there.',
      }
    case 'origin-refused':
      return {
        title: 'This did not come from our page',
        text: 'Open the careers page again from its own address and send the form from there.',
      }
    case 'wrong-media-type':
      return { title: 'This form cannot be read', text: 'Open the careers page again and send the form from there.' }
    case 'store-unavailable':
    case 'shutting-down':
      return { title: 'We will be back in a moment', text: 'Load this page again in a few seconds. Nothing was lost.' }
    default:
      return {
        title: 'Something went wrong on our side',
        text: 'It is not your fault, and we have a note of it. Try again in a moment.',
      }
  }
}

const seconds = (count = 60): string => (count === 1 ? 'a second' : `${count} seconds`)
