import type { Plugin } from 'vite'

/**
 * `pluralize`, which counting syllables needs, looks for a `require` before it gives itself out; a worker has none, and
 * there it would be a global that nobody asks for.
 */
export const moduleForPluralize = (): Plugin => ({
  name: 'module-for-pluralize',
  transform: (code, id) => (id.includes('/node_modules/pluralize/') ? withoutQuestion(code) : null),
})

function withoutQuestion(code: string): string {
  const question = "typeof require === 'function' && "
  if (!code.includes(question)) throw new Error('pluralize is put together in another way now: look at this again.')
  return code.replace(question, '')
}
