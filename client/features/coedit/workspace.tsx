import { Alert } from '@mantine/core'
import { RichTextEditor as Frame } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { useEditorState } from '@tiptap/react'
import { type ComponentProps, useEffect, useMemo, useRef, useState } from 'react'
import { useMembership } from '../../rest/membership.tsx'
import { Announcements } from './announcements.tsx'
import { caretColorOf } from './caret-color.ts'
import { denialWords } from './close-reasons.ts'
import css from './co-editor.module.css'
import type { CoEditorProps, OpenText } from './co-editor.tsx'
import { HeadTools, type OpenPane } from './head-tools.tsx'
import { keyboardHelp } from './keyboard.ts'
import type { OpenDocument } from './open-document.ts'
import { Pane } from './pane.tsx'
import { PeopleHere } from './people-here.tsx'
import { anchorOf, rangeOf } from './remarks/anchor.ts'
import type { Draft } from './remarks/compose.tsx'
import { placesOf, remarkMarks, showMarks } from './remarks/marks.ts'
import { isOpen, type Remark } from './remarks/remark.ts'
import { RemarksPane } from './remarks/remarks-pane.tsx'
import { useRemarks } from './remarks/use-remarks.ts'
import { Saving } from './saving.tsx'
import { Toolbar } from './toolbar.tsx'
import type { CoDocument } from './use-co-document.ts'
import { usePeople } from './use-people.ts'
import { useSelection } from './use-selection.ts'
import { useWritingEditor } from './use-writing-editor.ts'
import { HistoryPane } from './versions/history-pane.tsx'

const none: readonly Remark[] = []

interface WorkspaceProps extends CoEditorProps {
  readonly open: Exclude<CoDocument, { status: 'loading' | 'unreachable' }>
  readonly document: OpenDocument
}

/** An open document: its text, the tools for it, who is here, and whether every word is stored. */
export function Workspace(props: WorkspaceProps) {
  const { open, document, documentId, access, label, extensions, above, beside, aside } = props
  const { user } = useMembership()
  const bar = useRef<HTMLDivElement>(null)
  const [pane, setPane] = useState<OpenPane>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const people = usePeople(document.awareness, user.id)
  const isDenied = open.status === 'denied'
  const canWrite = access === 'write' && !isDenied
  const saved = { facts: document.facts, mayWrite: access === 'write', isDenied }

  const remarks = useRemarks(documentId)
  const list = 'data' in remarks ? remarks.data : none
  const pick = (id: string) => {
    setActive(id)
    // Whoever looks at versions goes on looking at them.
    setPane((open) => open ?? 'remarks')
  }
  const picked = useRef(pick)
  picked.current = pick
  const allExtensions = useMemo(() => [remarkMarks((id) => picked.current(id)), ...(extensions ?? [])], [extensions])
  const editor = useWritingEditor({
    document,
    me: { userId: user.id, name: user.name, color: caretColorOf(user.id) },
    canWrite,
    label,
    extensions: allExtensions,
    onToolbar: () => focusFirst(bar.current),
    onComment: () => begin('comment'),
  })
  const { can, draft: draftOf } = useSelection(editor)
  const begin = (kind: Draft['kind']) => {
    const next = access === 'read' ? null : draftOf(kind)
    if (!next) return
    setDraft(next)
    setPane('remarks')
  }
  const marks = useMemo(
    () => [
      ...list.filter(isOpen).map(({ id, kind, anchor }) => ({ id, kind, anchor })),
      ...(draft ? [{ id: 'draft', kind: draft.kind, anchor: draft.target.anchor }] : []),
    ],
    [list, draft],
  )
  const shownActive = draft && pane === 'remarks' ? 'draft' : active
  useEffect(() => showMarks(editor, marks, shownActive), [editor, marks, shownActive])
  const places = useEditorState({ editor, selector: ({ editor: now }) => placesOf(now.state) })

  const text = useMemo<OpenText>(
    () => ({
      editor,
      anchorOf: (range) => anchorOf(editor.state, range),
      rangeOf: (anchor) => rangeOf(editor.state, anchor),
    }),
    [editor],
  )
  const closePane = () => {
    setPane(null)
    setDraft(null)
    setActive(null)
  }
  return (
    <div className={css.workspace}>
      <div className={css.head}>
        <Saving of={saved} />
        <PeopleHere people={people} />
        <HeadTools
          pane={pane}
          openCount={'data' in remarks ? list.filter(isOpen).length : null}
          canRemark={access !== 'read'}
          can={can}
          onPane={(next) => (next === null ? closePane() : setPane(next))}
          onDraft={begin}
        />
      </div>
      {open.status === 'denied' && (
        <Alert mb="md" color="red" variant="light" title={denialWords[open.reason].title}>
          {denialWords[open.reason].message}
        </Alert>
      )}
      {above?.({ doc: document.doc, awareness: document.awareness, canWrite, people })}
      <div className={css.columns}>
        <Frame
          editor={editor as unknown as ComponentProps<typeof Frame>['editor']}
          className={`${css.frame} ${canWrite ? '' : css.plain}`}
          labels={labels}
        >
          {canWrite && <Toolbar editor={editor} label={label} bar={bar} />}
          <Frame.Content />
        </Frame>
        <div className={css.side}>
          {pane === 'remarks' && (
            <Pane title="Comments" onClose={closePane}>
              <RemarksPane
                documentId={documentId}
                access={access}
                remarks={remarks}
                places={places}
                active={active}
                draft={draft}
                onPick={setActive}
                onDraftDone={() => setDraft(null)}
              />
            </Pane>
          )}
          {pane === 'history' && (
            <Pane title="Versions" onClose={closePane}>
              <HistoryPane
                documentId={documentId}
                canWrite={canWrite}
                editor={editor}
                holdsMore={above !== undefined}
              />
            </Pane>
          )}
          {/* Not unmounted beneath a pane: findings and what was opened of them stay. */}
          <div className={css.beside} hidden={pane !== null}>
            {beside && <div className="cv-no-print">{beside(text)}</div>}
            {aside}
          </div>
        </div>
      </div>
      {canWrite && (
        <span id="coedit-keyboard-help" hidden>
          {keyboardHelp}
        </span>
      )}
      <Announcements people={people} of={saved} />
    </div>
  )
}

const focusFirst = (bar: HTMLElement | null) => bar?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus()

const labels = {
  h2ControlLabel: 'Heading',
  h3ControlLabel: 'Smaller heading',
  strikeControlLabel: 'Struck through',
  blockquoteControlLabel: 'Quote',
  hrControlLabel: 'Line across',
  linkControlLabel: 'Link',
  unlinkControlLabel: 'Remove the link',
}
