import { ActionIcon } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { longestMessage } from '#protocol/chat'
import type { MessageId } from '#protocol/ids'
import { counted } from '../../ui/counted.ts'
import { CompletionList } from './completion-list.tsx'
import classes from './composer.module.css'
import { ComposerFiles } from './composer-files.tsx'
import { ComposerTools } from './composer-tools.tsx'
import { useOpenConversation } from './conversation-context.ts'
import type { ShownMessage } from './timeline.ts'
import { useLinks, useMentions } from './use-completions.tsx'
import { useComposer } from './use-composer.ts'

export interface ComposerHandle {
  readonly focus: () => void
  /** A stored message is changed; one that was refused is written again. */
  readonly edit: (message: ShownMessage) => void
}

/** Where one writes. Enter sends, Shift+Enter makes a line, Up edits what was said last. */
export function Composer(props: {
  ref?: Ref<ComposerHandle>
  /** What its draft is kept under. */
  place: string
  label: string
  replyTo?: MessageId
  lastOwn: () => ShownMessage | null
  onSent: () => void
}) {
  const { ref, place, label, replyTo, lastOwn, onSent } = props
  const { actions, participants, hub, employer } = useOpenConversation()
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const composer = useComposer({ place, replyTo: replyTo ?? null, onSent })
  const { body, setBody, editing, uploads } = composer
  const [isDropping, setIsDropping] = useState(false)
  const others = participants.filter(({ id }) => id !== hub.me.id)
  const mentions = useMentions({ field, people: others, body, setBody })
  const links = useLinks({ field, employerId: employer?.id ?? null, body, setBody })
  const completion = [mentions, links].find(({ isOpen }) => isOpen)
  const lookAround = () => {
    mentions.look()
    links.look()
  }
  const hintId = useId()

  const edit = (message: ShownMessage) => {
    composer.edit(message)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(message.body.length, message.body.length)
    })
  }
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), edit }))

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a letter is put together by an input method, Enter belongs to it.
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event) || links.onKeyDown(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      composer.send()
    } else if (event.key === 'Escape' && editing) {
      event.preventDefault()
      composer.stopEditing()
    } else if (event.key === 'ArrowUp' && body === '' && !editing) {
      const last = lastOwn()
      if (!last) return
      event.preventDefault()
      edit(last)
    }
  }
  const take = (event: ClipboardEvent | DragEvent, files: FileList | undefined) => {
    if (!files || files.length === 0 || editing) return
    event.preventDefault()
    uploads.add([...files])
  }
  const put = (text: string) => {
    const { selectionStart, selectionEnd } = field.current ?? { selectionStart: body.length, selectionEnd: body.length }
    setBody(body.slice(0, selectionStart) + text + body.slice(selectionEnd))
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(selectionStart + text.length, selectionStart + text.length)
      lookAround()
    })
  }
  const isWordBefore = () => /\S$/.test(body.slice(0, field.current?.selectionStart ?? body.length))
  const tooMuch = body.length - longestMessage
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its equals, the button and pasting.
    <div
      className={classes.composer}
      data-bottom-bar
      data-dropping={isDropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files') || editing) return
        event.preventDefault()
        setIsDropping(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsDropping(false)
      }}
      onDrop={(event) => {
        setIsDropping(false)
        take(event, event.dataTransfer.files)
      }}
    >
      <CompletionList completion={mentions} />
      <CompletionList completion={links} />
      {editing ? (
        <p className={classes.editing}>
          Editing your message
          <button type="button" onClick={composer.stopEditing}>
            Cancel
          </button>
        </p>
      ) : null}
      <ComposerFiles attachments={composer.attachments} uploads={uploads} onRemove={composer.removeAttachment} />
      <div className={classes.row}>
        <textarea
          ref={field}
          className={classes.field}
          rows={Math.min(8, body.split('\n').length)}
          value={body}
          placeholder={editing ? 'What it should say' : label}
          aria-label={label}
          aria-describedby={hintId}
          aria-autocomplete="list"
          aria-controls={completion?.listId}
          aria-activedescendant={completion?.activeId}
          onChange={(event) => {
            setBody(event.currentTarget.value)
            lookAround()
            if (event.currentTarget.value.trim() !== '') actions.typing()
          }}
          onSelect={lookAround}
          onBlur={() => {
            mentions.close()
            links.close()
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => take(event, event.clipboardData.files)}
        />
        <div className={classes.tools}>
          <ComposerTools
            canAttach={!editing}
            onAttach={() => picker.current?.click()}
            onLink={() => put(isWordBefore() ? ' #' : '#')}
            onEmoji={put}
          />
          <ActionIcon
            size={36}
            variant="filled"
            color="indigo"
            aria-label={editing ? 'Save' : 'Send'}
            disabled={!composer.canSend}
            onClick={composer.send}
          >
            <IconSend2 size={20} stroke={1.75} />
          </ActionIcon>
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Attach files"
        onChange={(event) => {
          uploads.add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <p id={hintId} className={classes.hint} {...(tooMuch > 0 ? { role: 'alert', 'data-trouble': true } : {})}>
        {tooMuch > 0
          ? `${counted(tooMuch, 'character')} too many; at most ${longestMessage.toLocaleString('en-GB')} go in one message.`
          : composer.isSendingSoon
            ? 'It is sent as soon as the files are up.'
            : 'Enter sends · Shift + Enter for a new line · @ mentions somebody · # links a posting or candidate'}
      </p>
    </div>
  )
}
