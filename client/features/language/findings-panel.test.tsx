import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { UserId } from '#protocol/ids'
import type { Dismissal, Pin } from '#protocol/language'
import { type Analysis, analyse } from './analyse/analyse.ts'
import { blocksOf } from './analyse/test-texts.ts'
import FindingsPanel, { type FindingsPanelProps } from './findings-panel.tsx'
import { sortFindings } from './panel-state.ts'
import type { FindingsState } from './use-findings.ts'

const dana = { id: UserId.parse('dana'), name: 'Dana' }
const noor = { id: UserId.parse('noor'), name: 'Noor' }
const at = '2026-01-01T00:00:00.000Z'
const dismissal: Dismissal = { id: 'd', rule: 'hero-worship', quote: 'guru', reason: 'Our register', by: dana, at }
const pin: Pin = {
  id: 'p',
  quote: 'ship',
  anchor: { from: 'AQID', to: 'AQIE' },
  message: 'Say to whom',
  alternatives: ['deliver'],
  state: 'open',
  by: noor,
  at,
  closedBy: null,
  closedAt: null,
  version: 1,
}

const read = (text: string): Analysis => analyse({ blocks: blocksOf([text]), facts: null })
const ready = (analysis: Analysis): FindingsState => ({
  status: 'ready',
  analysis,
  version: 0,
  score: null,
  ...sortFindings(analysis.findings, [dismissal]),
})

function panel(findings: FindingsState, more: Partial<FindingsPanelProps> = {}): { html: string; buttons: string[] } {
  const props: FindingsPanelProps = {
    findings,
    pins: [pin],
    scores: [],
    mayWrite: true,
    userId: dana.id,
    onShow: () => {},
    onAccept: () => {},
    onDismiss: async () => true,
    onRestore: () => {},
    onShowPin: () => {},
    onAcceptPin: () => {},
    onChangePin: () => {},
    ...more,
  }
  const html = renderToStaticMarkup(
    <MantineProvider>
      <FindingsPanel {...props} />
    </MantineProvider>,
  )
  const buttons = [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(
    ([, tag = '', inside = '']) => /aria-label="([^"]*)"/.exec(tag)?.[1] ?? inside.replace(/<[^>]*>/g, ''),
  )
  return { html, buttons }
}

const text = 'A guru and a chairman ship it.'

describe('what the panel offers', () => {
  it('[LANG-18] is everything to who may write', () => {
    const { html, buttons } = panel(ready(read(text)))
    expect(buttons).toEqual(
      expect.arrayContaining([
        'Replace “chairman” by “chair”',
        'Show “chairman” in the text',
        'Dismiss… “chairman”',
        'Show again: “guru”',
        'Replace “ship” by “deliver”',
        'Done',
      ]),
    )
    for (const words of ['1 dismissed', 'Our register', 'Say to whom', 'Stout &amp; Dasgupta (2011)'])
      expect(html).toContain(words)
  })

  it('[LANG-18] is to look at to who may only read, and to take back to who pinned', () => {
    const looks = ['Show “chairman” in the text', 'Show “ship” in the text']
    expect(panel(ready(read(text)), { mayWrite: false }).buttons).toEqual(looks)
    expect(panel(ready(read(text)), { mayWrite: false, userId: noor.id }).buttons).toEqual([...looks, 'Take back'])
  })

  it('[LANG-18] says that it reads, could not read, found nothing, or does not know the language', () => {
    expect(panel({ status: 'reading' }).html).toContain('Reading the text')
    expect(panel({ status: 'failed' }).html).toContain('read again after your next change')
    expect(panel(ready(read('We ship software.'))).html).toContain('Nothing to look at')
    const german = 'Wir suchen eine Person, die mit uns arbeitet und für das Team nicht nur Software schreibt.'
    expect(panel(ready(read(german))).html).toContain('does not seem to be English')
  })
})
