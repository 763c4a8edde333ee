/** A sheet that did not come: the app is still of more use without it than not at all. */
const settled = (link: HTMLLinkElement) =>
  new Promise<void>((resolve) => {
    if (link.sheet) return resolve()
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => resolve(), { once: true })
  })

/** Waits for the style sheets that the document did not wait for, and turns them on. */
export async function stylesReady(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-late]')]
  await Promise.all(links.map(settled))
  for (const link of links) link.media = 'all'
}
