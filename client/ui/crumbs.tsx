import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react'

interface Crumbs {
  readonly title: string | null
  readonly setTitle: (title: string | null) => void
}

const CrumbsContext = createContext<Crumbs>({ title: null, setTitle: () => undefined })

/** Carries the open page's title up to the bar that says where one is. */
export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [title, setTitle] = useState<string | null>(null)
  return <CrumbsContext value={{ title, setTitle }}>{children}</CrumbsContext>
}

/** The title of the page that is open. */
export const usePageTitle = (): string | null => useContext(CrumbsContext).title

/** Names the open page in the top bar; `PageHeader` does it already. */
export function useCrumb(title: string): void {
  const { setTitle } = useContext(CrumbsContext)
  // A layout effect, since only those end where a page is hidden while the code of the next one is on its way.
  useLayoutEffect(() => {
    setTitle(title)
    return () => setTitle(null)
  }, [title, setTitle])
}
