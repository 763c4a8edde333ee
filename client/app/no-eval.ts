declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

/** Zod asks once whether it may compile code from text. The page's policy says no, and tells the server that it was asked. */
export function compileNothing(): void {
  globalThis.__zod_globalConfig ??= {}
  globalThis.__zod_globalConfig.jitless = true
}
