import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { moveBy, removeAt, replaceAt, splitLines } from './editable-list.ts'
import type { FieldMessages } from './form-values.ts'
import { LineButtons } from './line-buttons.tsx'
import css from './posting-fields.module.css'

interface RequirementFieldsProps {
  readonly lines: readonly string[]
  readonly messages: FieldMessages
  readonly onChange: (lines: readonly string[]) => void
}

/** A list that is written like one: Enter begins the next line, Backspace in an empty one removes it. */
export function RequirementFields({ lines, messages, onChange }: RequirementFieldsProps) {
  const list = useRef<HTMLOListElement>(null)
  const wanted = useRef<number | null>(null)
  // The line to go on with may only just have been drawn.
  useEffect(() => {
    if (wanted.current === null) return
    list.current?.querySelectorAll('input')[wanted.current]?.focus()
    wanted.current = null
  })
  const change = (next: readonly string[], focus: number | null) => {
    wanted.current = focus
    onChange(next.length === 0 ? [''] : next)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      const line = lines[index] ?? ''
      const cut = event.currentTarget.selectionStart ?? line.length
      change(replaceAt(lines, index, line.slice(0, cut), line.slice(cut)), index + 1)
    } else if (event.key === 'Backspace' && lines[index] === '' && lines.length > 1) {
      event.preventDefault()
      change(removeAt(lines, index), Math.max(0, index - 1))
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, index: number) => {
    const pasted = splitLines(event.clipboardData.getData('text'))
    if (pasted.length < 2) return
    event.preventDefault()
    const before = lines[index]?.trim() === '' ? [] : [lines[index] ?? '']
    change(replaceAt(lines, index, ...before, ...pasted), index + before.length + pasted.length - 1)
  }

  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>Requirements</legend>
      <p className={css.hint}>What is needed on the first day, one per line. Candidates are judged by these.</p>
      {messages.requirements !== undefined && <p role="alert">{messages.requirements}</p>}
      <ol ref={list} className={css.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
          <li key={index} className={css.line}>
            <TextInput
              className={css.lineText ?? ''}
              aria-label={`Requirement ${index + 1}`}
              maxLength={1000}
              data-field={`requirements.${index}`}
              value={line}
              error={messages[`requirements.${index}`]}
              onChange={(event) => change(replaceAt(lines, index, event.currentTarget.value), null)}
              onKeyDown={(event) => onKeyDown(event, index)}
              onPaste={(event) => onPaste(event, index)}
            />
            <LineButtons
              name={`requirement ${index + 1}`}
              isFirst={index === 0}
              isLast={index === lines.length - 1}
              canRemove={lines.length > 1 || line !== ''}
              onMove={(by) => change(moveBy(lines, index, by), null)}
              onRemove={() => change(removeAt(lines, index), Math.max(0, index - 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        className={css.add ?? ''}
        variant="subtle"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => change([...lines, ''], lines.length)}
      >
        Add a requirement
      </Button>
    </fieldset>
  )
}
