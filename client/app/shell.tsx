import { Suspense, useState } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { draftNames } from '../live/draft-place.ts'
import { useMembership } from '../rest/membership.tsx'
import { Frame } from './frame.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import {
  AccountPage,
  AnswersPage,
  AvailabilityPage,
  ChatHost,
  ConsultantHomePage,
  ConsultantsPage,
  FiguresPage,
  HomePage,
  ImportsPage,
  InterviewsPage,
  isSection,
  MessagesPage,
  NotificationsPage,
  PipelinePage,
  PostingFormPage,
  PostingPage,
  PostingsPage,
  ProfilePage,
  ReportsPage,
  ReviewPage,
  sectionOf,
  sectionsFor,
  TeamPage,
  UnsentFeedback,
  WebhooksPage,
} from './pages.tsx'
import { TopBar } from './top-bar.tsx'
import { useNamesKept } from './use-names-kept.ts'
import { ViewBanner } from './view-banner.tsx'

/** Opens another employer, on its first page unless another is named. */
export type OpenEmployer = (employerId: string, to?: string) => void

/** The frame around every page inside an employer. */
export function Shell({ onOpenEmployer }: { onOpenEmployer: OpenEmployer }) {
  const { user, may } = useMembership()
  useNamesKept()
  // Looked for once: what is written from here on is sent from its form.
  const [hasUnsent] = useState(() => draftNames(user.id, 'feedback.').length > 0)
  return (
    <Frame sections={sectionsFor(user, may)} bar={<TopBar onOpenEmployer={onOpenEmployer} />}>
      <Pages onOpenEmployer={onOpenEmployer} />
      <ViewBanner />
      {hasUnsent ? (
        <Suspense>
          <UnsentFeedback />
        </Suspense>
      ) : null}
      {may('consultant.chat') ? (
        <Suspense>
          <ChatHost user={user} isInside />
        </Suspense>
      ) : null}
    </Frame>
  )
}

function Pages({ onOpenEmployer }: { onOpenEmployer: OpenEmployer }) {
  const { user, may } = useMembership()
  const [path] = useLocation()
  // A page that the role does not reach is answered as if it were not there, like everywhere else.
  if (isSection(path) && !sectionOf(path, sectionsFor(user, may))) return <NotFoundPage />
  return (
    <Switch>
      <Route path="/">
        {user.kind === 'consultant' ? <ConsultantHomePage user={user} onOpen={onOpenEmployer} /> : <HomePage />}
      </Route>
      <Route path="/postings">
        <PostingsPage />
      </Route>
      <Route path="/postings/new">{may('posting.write') ? <PostingFormPage /> : <NotFoundPage />}</Route>
      <Route path="/postings/imports/:importId?">{may('posting.write') ? <ImportsPage /> : <NotFoundPage />}</Route>
      <Route path="/postings/:jobId/:tab?">
        <PostingPage />
      </Route>
      <Route path="/pipeline/:jobId?">
        <PipelinePage />
      </Route>
      <Route path="/interviews/availability">
        <AvailabilityPage />
      </Route>
      <Route path="/interviews">
        <InterviewsPage />
      </Route>
      <Route path="/review/:applicationId">
        {({ applicationId }) =>
          may('scorecard.read') ? <ReviewPage applicationId={applicationId} /> : <NotFoundPage />
        }
      </Route>
      <Route path="/consultants/:engagementId?">
        <ConsultantsPage />
      </Route>
      <Route path="/messages/:conversationId?">
        <MessagesPage />
      </Route>
      <Route path="/notifications">
        <NotificationsPage user={user} mayChat={may('consultant.chat')} />
      </Route>
      <Route path="/answers">
        <AnswersPage />
      </Route>
      <Route path="/settings/webhooks">{may('organisation.manage') ? <WebhooksPage /> : <NotFoundPage />}</Route>
      <Route path="/account">
        <AccountPage user={user} />
      </Route>
      <Route path="/reports/:tab?">
        <ReportsPage />
      </Route>
      <Route path="/figures/:view?">
        <FiguresPage />
      </Route>
      <Route path="/profile">
        <ProfilePage />
      </Route>
      <Route path="/team/:tab?">
        <TeamPage />
      </Route>
      <Route path="/home">
        <Redirect to="/" replace />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  )
}
