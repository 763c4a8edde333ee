import { useEffect, useMemo, useRef, useState } from 'react'
import type { Dismissal } from '#protocol/language'
import type { Analysis } from './analyse/analyse.ts'
import type { AnalysisInput } from './analyse/input.ts'
import { scoreOf } from './analyse/score.ts'
import { type AnalysisClient, createAnalysisClient } from './analysis-client.ts'
import { type Sorted, sortFindings } from './panel-state.ts'

export interface Text extends AnalysisInput {
  /** Of the document that the blocks were taken from, see `versionOf`. */
  readonly version: number
}

export type FindingsState =
  | { readonly status: 'reading' }
  | { readonly status: 'failed' }
  | ({
      readonly status: 'ready'
      readonly analysis: Analysis
      /** The version of the text that the findings are of. */
      readonly version: number
      /** Null: too short, or another language. */
      readonly score: number | null
    } & Sorted)

const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'language' })

const none: readonly Dismissal[] = []

/** What there is to say about a text, read in a worker whenever it changes. */
export function useFindings(text: Text | null, dismissals: readonly Dismissal[] = none): FindingsState {
  const client = useRef<AnalysisClient<number> | null>(null)
  const [answer, setAnswer] = useState<{ analysis: Analysis; version: number } | 'failed' | null>(null)

  useEffect(() => {
    const opened = createAnalysisClient<number>(openWorker, {
      onAnalysis: (analysis, version) => setAnswer({ analysis, version }),
      onFailure: () => setAnswer('failed'),
    })
    client.current = opened
    return () => {
      client.current = null
      opened.close()
    }
  }, [])

  useEffect(() => {
    if (text) client.current?.ask({ blocks: text.blocks, facts: text.facts }, text.version)
  }, [text])

  return useMemo((): FindingsState => {
    if (answer === null) return { status: 'reading' }
    if (answer === 'failed') return { status: 'failed' }
    const { analysis, version } = answer
    const sorted = sortFindings(analysis.findings, dismissals)
    const score = analysis.language === 'english' ? scoreOf(sorted.open, analysis.words) : null
    return { status: 'ready', analysis, version, score, ...sorted }
  }, [answer, dismissals])
}
