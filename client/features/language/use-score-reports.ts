import { useEffect, useRef } from 'react'
import { endpoints } from '#protocol/language'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import type { FindingsState } from './use-findings.ts'

/** A score that stood for so long, in milliseconds, is reported: what is half typed says nothing. */
const settled = 15_000

/** Tells the server how the text scores, for the curve over time, once it has come to rest. Only from pages that write. */
export function useScoreReports(documentId: string, findings: FindingsState, mayWrite: boolean): void {
  const { employerId } = useMembership()
  const isReady = findings.status === 'ready' && findings.score !== null
  const score = isReady ? findings.score : null
  const open = isReady ? findings.open.length : 0
  const words = isReady ? findings.analysis.words : 0
  const reported = useRef('')

  useEffect(() => {
    if (score === null || !mayWrite) return
    const body = { score, findings: open, words }
    const now = JSON.stringify([documentId, body])
    if (now === reported.current) return
    const timer = setTimeout(() => {
      // A report that is lost is made good by the next: nothing is waited for, and nobody is bothered.
      call(endpoints.reportScore, { params: { employerId, documentId }, body }).then(
        () => {
          reported.current = now
        },
        () => {},
      )
    }, settled)
    return () => clearTimeout(timer)
  }, [employerId, documentId, score, open, words, mayWrite])
}
