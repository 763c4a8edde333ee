import { describe, expect, it } from 'vitest'
import { caretColorOf, caretColors } from './caret-color.ts'

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const light = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [bright = 0, dim = 0] = [light(a), light(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

describe('colours of people', () => {
  it.each(caretColors)('[COEDUI-5] %s carries white letters and is a visible line on light and dark', (color) => {
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, '#1f1d1b')).toBeGreaterThanOrEqual(3)
  })

  it('[COEDUI-5] a person has the same colour everywhere', () => {
    expect(caretColorOf('user-1')).toBe(caretColorOf('user-1'))
    expect(new Set(Array.from({ length: 200 }, (_, n) => caretColorOf(`user-${n}`))).size).toBe(caretColors.length)
  })
})
