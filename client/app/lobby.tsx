import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { SignedInUser } from '#protocol/auth'
import type { Action } from '#protocol/permissions'
import { ConnectionStatus } from '../live/connection-status.tsx'
import { useSessionKeptFresh } from '../rest/session.ts'
import { usePageTitle } from '../ui/crumbs.tsx'
import { Frame } from './frame.tsx'
import { MeMenu } from './me-menu.tsx'
import {
  AccountPage,
  ChatHost,
  ConsultantHomePage,
  MessagesPage,
  NotificationsPage,
  ProfilePage,
  sectionsFor,
} from './pages.tsx'
import classes from './top-bar.module.css'

/** What was said may be left open to them after the end; the server decides about each conversation. */
const mayReadMessages = (action: Action) => action === 'consultant.chat'

/** For a consultant whom no company engages at present: their own pages, and what was said with companies before. */
export function Lobby({ user }: { user: SignedInUser }) {
  // An invitation may be accepted in another tab, or on another device.
  useSessionKeptFresh()
  return (
    <Frame sections={sectionsFor(user, mayReadMessages)} bar={<Bar user={user} />}>
      <Switch>
        <Route path="/">
          <ConsultantHomePage user={user} />
        </Route>
        <Route path="/messages/:conversationId?">
          <MessagesPage />
        </Route>
        <Route path="/notifications">
          <NotificationsPage user={user} mayChat />
        </Route>
        <Route path="/account">
          <AccountPage user={user} />
        </Route>
        <Route path="/profile">
          <ProfilePage />
        </Route>
        <Route>
          {/* A page of a company that ended the engagement: what is left is said at home. */}
          <Redirect to="/" replace />
        </Route>
      </Switch>
      <Suspense>
        <ChatHost user={user} isInside={false} />
      </Suspense>
    </Frame>
  )
}

function Bar({ user }: { user: SignedInUser }) {
  const title = usePageTitle()
  return (
    <header className={classes.bar}>
      <nav className={classes.crumbs} aria-label="You are here">
        <ol>
          <li aria-current="page">
            <span className={classes.crumb}>{title}</span>
          </li>
        </ol>
      </nav>
      <ConnectionStatus />
      <MeMenu user={user} here={null} />
    </header>
  )
}
