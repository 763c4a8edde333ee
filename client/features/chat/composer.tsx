import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPaperclip, IconSend2 } from '@tabler/icons-react'
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
import classes from './composer.module.css'
import { ComposerFiles } from './composer-files.tsx'
import { useOpenConversation } from './conversation-context.ts'
import { EmojiButton } from './emoji-picker.tsx'
import { MentionList } from './mention-list.tsx'
import type { ShownMessage } from './timeline.ts'
import { useComposer } from './use-composer.ts'
import { useMention } from './use-mention.ts'

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
  const { actions, participants, hub } = useOpenConversation()
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const composer = useComposer({ place, replyTo: replyTo ?? null, onSent })
  const { body, setBody, editing, uploads } = composer
  const [isDropping, setIsDropping] = useState(false)
  const others = participants.filter(({ id }) => id !== hub.me.id)
  const mention = useMention({ field, people: others, body, setBody })
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
    if (event.nativeEvent.isComposing || mention.onKeyDown(event)) return
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
    })
  }
  const tooMuch = body.length - longestMessage
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its equals, the button and pasting.
    <div
      className={classes.composer}
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
      {mention.isOpen ? <MentionList mention={mention} /> : null}
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
          aria-controls={mention.isOpen ? mention.listId : undefined}
          aria-activedescendant={mention.isOpen ? mention.activeId : undefined}
          onChange={(event) => {
            setBody(event.currentTarget.value)
            mention.look()
            if (event.currentTarget.value.trim() !== '') actions.typing()
          }}
          onSelect={mention.look}
          onBlur={mention.close}
          onKeyDown={onKeyDown}
          onPaste={(event) => take(event, event.clipboardData.files)}
        />
        <div className={classes.tools}>
          {editing ? null : (
            <Tooltip label="Attach files, at most 10 MB each">
              <ActionIcon size={36} aria-label="Attach files" onClick={() => picker.current?.click()}>
                <IconPaperclip size={20} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
          <EmojiButton label="Emoji" size={36} onChoose={put} />
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
          ? `${tooMuch} characters too many; at most ${longestMessage.toLocaleString('en-GB')} go in one message.`
          : composer.isSendingSoon
            ? 'It is sent as soon as the files are up.'
            : 'Enter sends · Shift + Enter for a new line · @ mentions somebody'}
      </p>
    </div>
  )
}
