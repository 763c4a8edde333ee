import { Textarea, type TextareaProps } from '@mantine/core'
import type { CSSProperties, Ref } from 'react'
import css from './growing-text.module.css'

export interface GrowingTextProps extends Omit<TextareaProps, 'autosize' | 'classNames' | 'style'> {
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Browsers that make a field as high as its words; elsewhere a script measures it whenever it is drawn. */
const isNative = globalThis.CSS?.supports('field-sizing', 'content') ?? false

/** A field of several lines, as high as what is written in it. */
export function GrowingText({ minRows = 1, maxRows, ...rest }: GrowingTextProps) {
  if (!isNative) return <Textarea {...rest} autosize minRows={minRows} {...(maxRows ? { maxRows } : {})} />
  const rows = { '--least-rows': minRows, '--most-rows': maxRows } as CSSProperties
  return <Textarea {...rest} style={rows} classNames={{ input: css[maxRows ? 'bounded' : 'free'] ?? '' }} />
}
