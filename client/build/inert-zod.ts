/** Takes zod's place in the browser where contracts are only read, never run. See `contracts-as-data.ts`. */

function refuse(): never {
  throw new Error('This schema is inert here: call it as Name.parse(…) or Name.safeParse(…) on its imported name.')
}

/** Answers every method with another one like it, so that schemas can be put together as usual. */
function inertSchema(known: Readonly<Record<string, unknown>> = {}): unknown {
  return new Proxy(() => undefined, {
    get: (_, key) => {
      if (typeof key === 'symbol' || key === 'then') return undefined
      if (key in known) return known[key]
      return key === 'parse' || key === 'safeParse' ? refuse : () => inertSchema()
    },
    apply: () => inertSchema(),
  })
}

/** The values of an enumeration are data, and used as such. */
const makers: Readonly<Record<string, unknown>> = {
  enum: (options: readonly string[]) => inertSchema({ options, enum: Object.fromEntries(options.map((o) => [o, o])) }),
  coerce: new Proxy({}, { get: () => () => inertSchema() }),
  iso: new Proxy({}, { get: () => () => inertSchema() }),
}

export const z: unknown = new Proxy(
  {},
  { get: (_, key) => (typeof key === 'string' ? (makers[key] ?? (() => inertSchema())) : undefined) },
)
