/**
 * Pasted text comes with the looks of where it was copied. The editor's schema keeps only what it knows; what is left
 * to do is to map what would otherwise be lost (other heading levels) or be noise (empty paragraphs, list debris of
 * word processors).
 */
export function cleanPaste(html: string): string {
  return (
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1>/gi, '')
      .replace(/<\/?(o|w|m|v):[^>]*>/gi, '')
      // The posting's title is the only first heading; deeper ones than two levels help no reader of a job.
      .replace(/<(\/?)h1\b/gi, '<$1h2')
      .replace(/<(\/?)h[4-6]\b/gi, '<$1h3')
      .replace(/<p\b[^>]*>(?:\s|&nbsp;|<br\s*\/?>|<\/?span\b[^>]*>)*<\/p>/gi, '')
  )
}

/** What the editor calls an empty document is no description. */
export const withoutEmptiness = (html: string): string => (/^(<p>\s*<\/p>)*$/.test(html) ? '' : html)
