import { Redirect, Route, Switch } from 'wouter'
import type { SignedInUser } from '#protocol/auth'
import { usePageTitle } from '../ui/crumbs.tsx'
import { Frame } from './frame.tsx'
import { MeMenu } from './me-menu.tsx'
import { ConsultantHomePage, ProfilePage, sectionsFor } from './pages.tsx'
import classes from './top-bar.module.css'

const nothing = () => false

/** For a consultant whom no company engages at present: their own pages, and nothing of any company. */
export function Lobby({ user }: { user: SignedInUser }) {
  return (
    <Frame sections={sectionsFor(user, nothing)} bar={<Bar user={user} />}>
      <Switch>
        <Route path="/">
          <ConsultantHomePage user={user} />
        </Route>
        <Route path="/profile">
          <ProfilePage />
        </Route>
        <Route>
          {/* A page of a company that ended the engagement: what is left is said at home. */}
          <Redirect to="/" replace />
        </Route>
      </Switch>
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
      <MeMenu user={user} here={null} />
    </header>
  )
}
