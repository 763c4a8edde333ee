import { Button } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Pin } from '#protocol/language'
import { useMembership } from '../../rest/membership.tsx'
import type { PostingFacts } from './analyse/input.ts'
import { blocksOfDocument } from './blocks-of-document.ts'
import type { LanguageBridge } from './bridge.ts'
import { DismissForm } from './dismiss-form.tsx'
import FindingCard from './finding-card.tsx'
import FindingsPanel from './findings-panel.tsx'
import { PinForm } from './pin-form.tsx'
import { useFindings } from './use-findings.ts'
import { type NewPin, useLanguage, useLanguageChanges, useScores } from './use-language.ts'
import { useScoreReports } from './use-score-reports.ts'

interface Range {
  readonly from: number
  readonly to: number
}

export interface DocumentLanguageProps {
  readonly bridge: LanguageBridge
  readonly editor: Editor
  readonly documentId: string
  /** Keep it the same object while it says the same. */
  readonly facts: PostingFacts | null
  readonly access: 'write' | 'suggest' | 'read'
  /** Ends of a range that keep their place while others type; the editor's collaboration knows them. */
  readonly anchorOf: (range: Range) => NewPin['anchor'] | null
  readonly rangeOf: (anchor: NewPin['anchor']) => Range | null
}

const none: readonly never[] = []

/** The panel beside an editor and the card at its cursor, with what people said about the language of the document. */
export default function DocumentLanguage(props: DocumentLanguageProps) {
  const { bridge, editor, documentId, facts, access, anchorOf, rangeOf } = props
  const { user } = useMembership()
  const { active, version } = useSyncExternalStore(bridge.subscribe, bridge.get)
  const said = useLanguage(documentId)
  const scores = useScores(documentId)
  const changes = useLanguageChanges(documentId)
  const [dismissing, setDismissing] = useState<{ readonly rule: string; readonly quote: string } | null>(null)
  const [pinning, setPinning] = useState<Pick<NewPin, 'quote' | 'anchor'> | null>(null)
  const mayWrite = access === 'write'

  // The version says that the document is another; it is read from the editor.
  const text = useMemo(() => ({ blocks: blocksOfDocument(editor.state.doc), facts, version }), [editor, facts, version])
  const heard = 'data' in said ? said.data : null
  const findings = useFindings(text, heard?.dismissals ?? none)
  useScoreReports(documentId, findings, mayWrite)
  const shown = findings.status === 'ready' ? findings.open : null
  const shownVersion = findings.status === 'ready' ? findings.version : 0
  useEffect(() => {
    if (shown && !editor.isDestroyed) editor.commands.setFindings(shown, shownVersion)
  }, [editor, shown, shownVersion])

  const startPin = (): void => {
    const { from, to, empty } = editor.state.selection
    const anchor = empty ? null : anchorOf({ from, to })
    if (anchor) setPinning({ quote: editor.state.doc.textBetween(from, to, ' ', ' ').slice(0, 300), anchor })
  }
  const selectPin = ({ anchor }: Pick<Pin, 'anchor'>): void => {
    const range = rangeOf(anchor)
    if (range) editor.chain().setTextSelection(range).focus().scrollIntoView().run()
  }
  const acceptPin = ({ id, anchor, quote }: Pin, words: string): void => {
    const range = rangeOf(anchor)
    // Somebody else changed the words meanwhile: then a person decides what the suggestion means.
    if (!range || editor.state.doc.textBetween(range.from, range.to, ' ', ' ') !== quote) return selectPin({ anchor })
    editor.commands.command(({ tr }) => Boolean(tr.insertText(words, range.from, range.to)))
    void changes.changePin(id, 'resolved')
  }

  return (
    <>
      {pinning && <PinForm {...pinning} onPin={changes.pin} onDone={() => setPinning(null)} />}
      {dismissing && (
        <DismissForm
          quote={dismissing.quote}
          onDismiss={async (reason) => {
            const isDone = await changes.dismiss(dismissing.rule, dismissing.quote, reason)
            if (isDone) setDismissing(null)
            return isDone
          }}
          onCancel={() => setDismissing(null)}
        />
      )}
      <FindingsPanel
        findings={findings}
        pins={heard?.pins ?? none}
        scores={'data' in scores ? scores.data.items : none}
        mayWrite={mayWrite}
        userId={user.id}
        onShow={({ id }) => editor.commands.showFinding(id)}
        onAccept={(all, words) => {
          for (const { id } of all) editor.commands.acceptAlternative(id, words)
        }}
        onDismiss={({ rule, quote }, reason) => changes.dismiss(rule, quote, reason)}
        onRestore={(id) => void changes.restore(id)}
        onShowPin={selectPin}
        onAcceptPin={acceptPin}
        onChangePin={(id, state) => void changes.changePin(id, state)}
      />
      {access !== 'read' && pinning === null && (
        <Button variant="default" size="compact-sm" mt="md" onClick={startPin}>
          Pin advice to the selected words…
        </Button>
      )}
      {active && (
        <FindingCard
          active={active}
          mayWrite={mayWrite}
          onAccept={({ id }, words) => editor.chain().acceptAlternative(id, words).focus().run()}
          onDismiss={({ rule, quote }) => {
            editor.commands.closeFinding()
            setDismissing({ rule, quote })
          }}
          onClose={() => editor.commands.closeFinding()}
        />
      )}
    </>
  )
}
