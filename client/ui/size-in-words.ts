const sizes = ['bytes', 'KB', 'MB'] as const

/** `812 bytes`, `3.4 MB`. */
export function sizeInWords(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < sizes.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${sizes[unit]}`
}
