/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { AppError } from '../app-error.ts'
import { describeForReply, type ReplyView, replyByLink } from '../interviews/reply-by-link.ts'
import { Place } from './interview-part.tsx'
import { Page } from './layout.tsx'
import type { Message } from './message-page.tsx'
import { secretOf } from './portal-routes.tsx'
import {
  expectOwnPage,
  type PagesParts,
  readFields,
  render,
  send,
  sendMessage,
  servePage,
  statusOf,
} from './serve-page.tsx'

const noReply: Message = {
  title: 'There is nothing to answer here',
  text: 'The interview is over, cancelled, or not yours any more; or the link is not whole. The newest mail about it has the right one.',
}

/** An interviewer answers from the mail, without signing in. Looking changes nothing: programs look at links, too. */
export function replyPages(app: Hono, parts: PagesParts): void {
  const { scope, journal, links, origins, maxBodyBytes } = parts
  app.get(
    '/interview-reply',
    servePage(parts, 'auth', async (context) => {
      const token = secretOf(context)
      const view = await describeForReply(scope(), links, token)
      return view ? send(context, render(<ReplyPage view={view} token={token} />)) : sendMessage(context, noReply, 404)
    }),
  )
  app.post(
    '/interview-reply',
    servePage(parts, 'auth', async (context, visitor) => {
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const fields = await readFields(context, maxBodyBytes)
      const token = fields.get('token') ?? ''
      const reply = fields.get('reply') === 'accepted' ? 'accepted' : 'declined'
      try {
        const done = await replyByLink(scope(), journal.for(visitor), links, { token, reply })
        if (!done) return sendMessage(context, noReply, 404)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'interview-closed') throw error
        return sendMessage(context, noReply, statusOf(error))
      }
      return context.redirect(`/interview-reply?token=${encodeURIComponent(token)}`, 303)
    }),
  )
}

const said: Readonly<Record<ReplyView['reply'], string>> = {
  none: 'Will you be there?',
  accepted: 'You said that you come.',
  declined: 'You said that you cannot come. Whoever planned it sees that.',
}

function ReplyPage({ view: { who, jobTitle, when, location, reply }, token }: { view: ReplyView; token: string }) {
  return (
    <Page title={`Interview with ${who}`}>
      <h1>Interview with {who}</h1>
      <p class="lead">{jobTitle}</p>
      <p>
        <strong>{when}</strong>
      </p>
      <p>
        Where: <Place location={location} />
      </p>
      <p role="status">{said[reply]}</p>
      <div class="actions">
        {reply !== 'accepted' && <Answer token={token} reply="accepted" words="I will be there" look="button" />}
        {reply !== 'declined' && <Answer token={token} reply="declined" words="I cannot come" look="button quiet" />}
      </div>
    </Page>
  )
}

function Answer({ token, reply, words, look }: { token: string; reply: string; words: string; look: string }) {
  return (
    <form method="post" action="/interview-reply">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="reply" value={reply} />
      <button class={look} type="submit">
        {words}
      </button>
    </form>
  )
}
