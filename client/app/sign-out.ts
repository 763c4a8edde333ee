import type { QueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/auth'
import { forgetFiles } from '../features/chat/forget-files.ts'
import { call } from '../rest/call.ts'
import { messageOf } from '../rest/call-error.ts'
import { forgetSession } from '../rest/session.ts'
import { showFailure } from '../ui/toasts.ts'

/** Ends the session on the server first: a page that only looks signed out would be a lie on a shared computer. */
export async function signOut(queries: QueryClient, navigate: (to: string) => void): Promise<void> {
  try {
    await call(endpoints.logout)
  } catch (error) {
    showFailure({ title: 'You are still signed in', message: messageOf(error) })
    return
  }
  await forgetFiles()
  navigate('/sign-in')
  forgetSession(queries)
  // Only now, since it is no part of the first load.
  void import('../features/coedit/forget-documents.ts').then(({ forgetDocuments }) => forgetDocuments(), reportError)
}
