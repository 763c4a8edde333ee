const hidden = '***'

/** Without a name all of it is the value. */
const hiddenValue = (part: string): string => part.replace(/^([^=]*=)?.*$/, `$1${hidden}`)

/**
 * A webhook's address as it is shown: of the query only the names, and of a user and password that there is something. A
 * receiver may have a token there, which is for whoever entered it, and not for all who look at the list later.
 */
export function shownAddress(url: string): string {
  const { protocol, username, password, host, pathname, search, hash } = new URL(url)
  if (`${username}${password}${search}${hash}` === '') return url
  const user = username === '' && password === '' ? '' : `${hidden}@`
  return `${protocol}//${user}${host}${pathname}${search.replaceAll(/[^?&]+/g, hiddenValue)}`
}
