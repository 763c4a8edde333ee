/** @jsxImportSource hono/jsx */

/**
 * hono/jsx carries what no component here uses, contexts across `await`, by an `AsyncLocalStorage` that it looks for once,
 * when it renders first. On Node 20 that turns on hooks for every promise of the process and leaves them on (decision 27).
 * So it renders first while the process does not offer any; from then on it does without, as where there is none.
 */
export function renderWithoutHooks(): void {
  const offer = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')
  if (!offer) return
  Object.defineProperty(process, 'getBuiltinModule', { ...offer, value: () => undefined })
  try {
    // What came of it is asked for: what nobody looks at is left out where the server is built.
    if (String(<p />) !== '<p></p>') throw new Error('hono/jsx renders something else than it is given')
  } finally {
    Object.defineProperty(process, 'getBuiltinModule', offer)
  }
}
