import { Tabs } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import css from './tab-row.module.css'

interface TabChoice {
  readonly value: string
  readonly label: string
}

/** The tab that an address names; the first one where it names none that this person has. */
export const openOf = (tabs: readonly TabChoice[], asked: string | undefined): string =>
  (tabs.find(({ value }) => value === asked) ?? tabs[0])?.value ?? ''

/**
 * Which tab of a page is open. An address that names none of them is put right, so that nobody passes it on.
 * @param path of the page, where its first tab is
 */
export function useOpenTab(tabs: readonly TabChoice[], asked: string | undefined, path: string): string {
  const [, navigate] = useLocation()
  const open = openOf(tabs, asked)
  const isWrong = asked !== undefined && asked !== open
  useEffect(() => {
    if (isWrong) navigate(path, { replace: true })
  }, [isWrong, navigate, path])
  return open
}

/** The tabs of a page in one row. On a phone they can be wider than the screen: then it scrolls, and begins at the open one. */
export function TabRow({ label, tabs, open }: { label: string; tabs: readonly TabChoice[]; open: string }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  return (
    <Tabs.List ref={list} className={css.row ?? ''} aria-label={label}>
      {tabs.map((tab) => (
        <Tabs.Tab key={tab.value} value={tab.value}>
          {tab.label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}
