/** What a person recognises a browser by: its name and the system it runs on. */
export function deviceOf(userAgent: string): string {
  const browser = firstOf(userAgent, browsers)
  const system = firstOf(userAgent, systems)
  if (!browser && !system) return userAgent === '' ? 'An unknown program' : userAgent.slice(0, 60)
  return `${browser ?? 'A browser'}${system ? ` on ${system}` : ''}`
}

/** In this order: each later one is named by those before it, too. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
]

const firstOf = (text: string, known: readonly (readonly [RegExp, string])[]): string | undefined =>
  known.find(([sign]) => sign.test(text))?.[1]
