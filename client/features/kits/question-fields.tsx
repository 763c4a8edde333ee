import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { kitLimits } from '#protocol/kits'
import css from './kit.module.css'
import { addQuestion, moveQuestion, type QuestionView, setQuestionRemoved } from './kit-document.ts'
import { useKit } from './open-kit.tsx'
import { SharedText } from './shared-text.tsx'

interface QuestionFieldsProps {
  readonly criterionId: string
  readonly title: string
  readonly questions: readonly QuestionView[]
}

/** Questions, written like a list: Enter begins the next, Backspace in an empty one removes it, Alt and arrows move it. */
export function QuestionFields({ criterionId, title, questions }: QuestionFieldsProps) {
  const { doc } = useKit()
  const list = useRef<HTMLOListElement>(null)
  const wanted = useRef<string | null>(null)
  // The line to go on with may only just have been drawn.
  useEffect(() => {
    if (wanted.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-question="${wanted.current}"] textarea`)?.focus()
    wanted.current = null
  })
  const isFull = questions.length >= kitLimits.questions
  const add = (behind?: string) => {
    if (!isFull) wanted.current = addQuestion(doc, criterionId, behind)
  }
  const remove = (id: string, index: number) => {
    wanted.current = (questions[index - 1] ?? questions[index + 1])?.id ?? null
    setQuestionRemoved(doc, criterionId, id, true)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>, { id, text }: QuestionView, index: number) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      add(id)
    } else if (event.key === 'Backspace' && text.length === 0) {
      event.preventDefault()
      remove(id, index)
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      wanted.current = id
      moveQuestion(doc, criterionId, id, index + (event.key === 'ArrowUp' ? -1 : 1))
    }
  }
  return (
    <div className={css.questions}>
      {questions.length > 0 && (
        <ol ref={list} className={css.questionList} aria-label={`Questions about ${title}`}>
          {questions.map((question, index) => (
            <li key={question.id} className={css.question} data-question={question.id}>
              <SharedText
                className={css.questionText ?? ''}
                text={question.text}
                place={`${criterionId}.q.${question.id}`}
                label={`Question ${index + 1} about ${title}`}
                placeholder="Tell us about a time when …"
                maxLength={kitLimits.question}
                onKeyDown={(event) => onKeyDown(event, question, index)}
              />
              <ActionIcon
                size={36}
                aria-label={`Remove question ${index + 1} about ${title}`}
                onClick={() => remove(question.id, index)}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      {!isFull && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => add(questions.at(-1)?.id)}
        >
          Add a question<span className="cv-visually-hidden"> about {title}</span>
        </Button>
      )}
    </div>
  )
}
