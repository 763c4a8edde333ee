/** What is sent beside a file: it is saved, never shown as a page of ours, and can neither run nor read anything here. */
export const downloadHeaders = (file: { name: string; contentType: string; size: number }): Record<string, string> => ({
  'content-type': file.contentType.startsWith('text/') ? `${file.contentType}; charset=utf-8` : file.contentType,
  'content-length': String(file.size),
  'content-disposition': dispositionOf(file.name),
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
})

/** In plain letters for old programs, and as it is for all others (RFC 6266). */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^ -~]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

/** A name that is safe to save under: no path, nothing unseen, and one of the endings that fit what the file is. */
export function safeFileName(name: string, endings: readonly [string, ...string[]]): string {
  const visible = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^\.+/, '')
    .trim()
  const base = visible || 'file'
  return endings.includes(endingOf(base)) ? base : `${base}.${endings[0]}`
}

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
