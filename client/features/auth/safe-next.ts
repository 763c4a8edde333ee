/** Where to go after signing in: a path of ours, never another site that a mailed link might name. */
export function safeNext(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return '/'
  return /[\p{Cc}\\]/u.test(next) ? '/' : next
}
