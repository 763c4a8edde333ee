import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconHistory, IconMessage2, IconMessagePlus, IconPrinter, IconReplace } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './co-editor.module.css'
import type { Draft } from './remarks/compose.tsx'

export type OpenPane = 'remarks' | 'history' | null

interface HeadToolsProps {
  readonly pane: OpenPane
  readonly openCount: number | null
  readonly canRemark: boolean
  readonly can: { readonly comment: boolean; readonly suggestion: boolean }
  readonly onPane: (pane: OpenPane) => void
  readonly onDraft: (kind: Draft['kind']) => void
}

/** What can be done with the text as a whole, and with the words that are selected. */
export function HeadTools({ pane, openCount, canRemark, can, onPane, onDraft }: HeadToolsProps) {
  const toggle = (which: Exclude<OpenPane, null>) => onPane(pane === which ? null : which)
  return (
    <div className={css.tools}>
      {canRemark && (
        <>
          <Tool
            label="Comment"
            hint={can.comment ? 'On the selected words (Ctrl Alt M)' : 'Select some words first'}
            icon={<IconMessagePlus size={18} />}
            isReady={can.comment}
            onClick={() => onDraft('comment')}
          />
          <Tool
            label="Suggest"
            hint={can.suggestion ? 'Other words for the selected ones' : 'Select some words of one paragraph first'}
            icon={<IconReplace size={18} />}
            isReady={can.suggestion}
            onClick={() => onDraft('suggestion')}
          />
          <span className={css.rule} />
        </>
      )}
      <Button
        variant={pane === 'remarks' ? 'light' : 'subtle'}
        color={pane === 'remarks' ? 'indigo' : 'gray'}
        size="compact-md"
        leftSection={<IconMessage2 size={18} aria-hidden />}
        aria-pressed={pane === 'remarks'}
        onClick={() => toggle('remarks')}
      >
        <span className={css.toolWords}>Comments</span>
        {openCount === null || openCount === 0 ? null : <span className={css.count}>{openCount}</span>}
      </Button>
      <Button
        variant={pane === 'history' ? 'light' : 'subtle'}
        color={pane === 'history' ? 'indigo' : 'gray'}
        size="compact-md"
        leftSection={<IconHistory size={18} aria-hidden />}
        aria-pressed={pane === 'history'}
        onClick={() => toggle('history')}
      >
        <span className={css.toolWords}>Versions</span>
      </Button>
      <Tooltip label="Print">
        <ActionIcon aria-label="Print" className={css.print ?? ''} onClick={() => window.print()}>
          <IconPrinter size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function Tool(props: { label: string; hint: string; icon: ReactNode; isReady: boolean; onClick: () => void }) {
  const { label, hint, icon, isReady, onClick } = props
  return (
    <Tooltip label={hint}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        className={css.tool ?? ''}
        leftSection={icon}
        // Not `disabled`: then it could not say by its hint what is missing.
        {...(isReady ? {} : { 'data-disabled': true })}
        aria-disabled={!isReady}
        // The selection stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => (isReady ? onClick() : event.preventDefault())}
      >
        <span className={css.toolWords}>{label}</span>
      </Button>
    </Tooltip>
  )
}
