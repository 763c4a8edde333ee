import { endpoints, type PinState } from '#protocol/language'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { showFailure, showUndo } from '../../ui/toasts.ts'

/** What people said about the language of a document, live. */
export function useLanguage(documentId: string) {
  const { employerId } = useMembership()
  return useLiveQuery(queryOf(endpoints.readLanguage, { params: { employerId, documentId } }), [
    'language.dismissed',
    'language.restored',
    'language.pinned',
    'language.pin-resolved',
  ])
}

/** Points of a small curve: about the newest month of a text that is worked on. */
const shownPoints = 30

/** How the text scored, newest first, live. */
export function useScores(documentId: string) {
  const { employerId } = useMembership()
  const request = { params: { employerId, documentId }, query: { limit: shownPoints } }
  return useLiveQuery(queryOf(endpoints.listScores, request), ['language.scored'])
}

/** What may be suggested about a range of the text. */
export interface NewPin {
  readonly quote: string
  /** Ends of the range as base64 of encoded relative positions. */
  readonly anchor: { readonly from: string; readonly to: string }
  readonly message: string
  readonly alternatives?: string[]
}

/** What is done about findings and suggestions. Each answers whether the server took it. */
export function useLanguageChanges(documentId: string) {
  const { employerId } = useMembership()
  const write = useWrite()
  const params = { employerId, documentId }

  const attempt = async (title: string, send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send()
      return true
    } catch (error) {
      showFailure({ title, message: messageOf(error) })
      return false
    }
  }

  const restore = (dismissalId: string): Promise<boolean> =>
    attempt('Not shown again', () =>
      write(endpoints.restoreFinding, { params: { ...params, dismissalId } }, 'Show a finding again'),
    )

  const dismiss = (rule: string, quote: string, reason: string): Promise<boolean> =>
    attempt('Not dismissed', async () => {
      const { id } = await write(
        endpoints.dismissFinding,
        { params, body: { rule, quote, reason } },
        'Dismiss a finding',
      )
      showUndo({ message: `“${quote}” is dismissed for everybody.`, onUndo: () => void restore(id) })
    })

  const pin = (body: NewPin): Promise<boolean> =>
    attempt('Not pinned', () => write(endpoints.pinSuggestion, { params, body }, 'Pin a suggestion'))

  const changePin = (pinId: string, state: PinState): Promise<boolean> =>
    attempt('Not changed', async () => {
      await write(endpoints.changePin, { params: { ...params, pinId }, body: { state } }, 'Change a suggestion')
      if (state === 'open') return
      const message = state === 'resolved' ? 'The suggestion is done.' : 'The suggestion is taken back.'
      showUndo({ message, onUndo: () => void changePin(pinId, 'open') })
    })

  return { dismiss, restore, pin, changePin }
}
