import {
  IconBriefcase,
  IconCalendarEvent,
  IconChartBar,
  IconHeartHandshake,
  IconHome,
  IconId,
  IconLayoutKanban,
  IconMessageHeart,
  IconMessages,
  IconReportAnalytics,
  IconUsers,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { SignedInUser } from '#protocol/auth'
import type { Action } from '#protocol/permissions'
import { UnreadBadge } from '../features/chat/unread-badge.tsx'
import { loadPart } from './load-part.ts'

const loadHome = () => loadPart(() => import('./home-part.tsx'))
const loadPostings = () => loadPart(() => import('../features/postings/postings-page.tsx'))
const loadPipeline = () => loadPart(() => import('./pipeline-part.tsx'))
const loadInterviews = () => loadPart(() => import('../features/interviews/interviews-page.tsx'))
const loadConsultants = () => loadPart(() => import('../features/consultants/consultants-page.tsx'))
const loadConsultantHome = () => loadPart(() => import('../features/consultants/consultant-home-page.tsx'))
const loadProfile = () => loadPart(() => import('../features/consultants/profile-page.tsx'))
const loadMessages = () => loadPart(() => import('../features/chat/messages-page.tsx'))
const loadAnswers = () => loadPart(() => import('../features/answers/answers-page.tsx'))
const loadReports = () => loadPart(() => import('../features/reports/reports-page.tsx'))
const loadFigures = () => loadPart(() => import('../features/figures/figures-page.tsx'))
const loadTeam = () => loadPart(() => import('../features/team/team-page.tsx'))

/** Follows the conversations from every page; not part of the first sight of any. */
export const ChatHost = lazy(() => loadPart(() => import('../features/chat/chat-host.tsx')))
/** Loaded only where something waits. */
export const UnsentFeedback = lazy(() => loadPart(() => import('../features/pipeline/candidate/unsent-feedback.tsx')))
export const HomePage = lazy(loadHome)
export const PostingsPage = lazy(loadPostings)
export const PostingFormPage = lazy(() => loadPart(() => import('../features/postings/posting-form-page.tsx')))
export const PostingPage = lazy(() => loadPart(() => import('./posting-part.tsx')))
export const PipelinePage = lazy(loadPipeline)
export const InterviewsPage = lazy(loadInterviews)
export const AvailabilityPage = lazy(() =>
  loadPart(() => import('../features/interviews/settings/availability-page.tsx')),
)
export const ReviewPage = lazy(() => loadPart(() => import('./review-part.tsx')))
export const MessagesPage = lazy(loadMessages)
export const NotificationsPage = lazy(() => loadPart(() => import('./notifications-part.tsx')))
export const AccountPage = lazy(() => loadPart(() => import('../features/account/account-page.tsx')))
export const AnswersPage = lazy(loadAnswers)
export const WebhooksPage = lazy(() => loadPart(() => import('../features/webhooks/webhooks-page.tsx')))
export const ReportsPage = lazy(loadReports)
export const ImportsPage = lazy(() => loadPart(() => import('../features/imports/imports-page.tsx')))
export const FiguresPage = lazy(loadFigures)
export const TeamPage = lazy(loadTeam)
export const ConsultantsPage = lazy(loadConsultants)
export const ConsultantHomePage = lazy(loadConsultantHome)
export const ProfilePage = lazy(loadProfile)

export interface Section {
  readonly path: string
  readonly label: string
  readonly icon: ComponentType<{ size?: number; stroke?: number }>
  /** Shown only to those whose role has this; to everyone when left out. */
  readonly needs?: Action
  /** Shown only to people of an employer, or only to consultants; to both when left out. */
  readonly kind?: SignedInUser['kind']
  /** On a phone it stands under More when there are too many. */
  readonly isSecondary?: true
  /** How much waits there. */
  readonly badge?: ComponentType
  /** Loads the page's code before the click that opens it. */
  readonly preload: () => Promise<unknown>
}

/** The entries of the rail, in order. An entry appears together with its page. */
const sections: readonly Section[] = [
  { path: '/', label: 'Home', icon: IconHome, kind: 'employer', preload: loadHome },
  { path: '/', label: 'Home', icon: IconHome, kind: 'consultant', preload: loadConsultantHome },
  {
    path: '/postings',
    label: 'Postings',
    icon: IconBriefcase,
    needs: 'posting.read',
    isSecondary: true,
    preload: loadPostings,
  },
  { path: '/pipeline', label: 'Pipeline', icon: IconLayoutKanban, needs: 'pipeline.read', preload: loadPipeline },
  {
    path: '/interviews',
    label: 'Interviews',
    icon: IconCalendarEvent,
    needs: 'interview.read',
    preload: loadInterviews,
  },
  {
    path: '/consultants',
    label: 'Consultants',
    icon: IconHeartHandshake,
    needs: 'team.read',
    kind: 'employer',
    isSecondary: true,
    preload: loadConsultants,
  },
  {
    path: '/messages',
    label: 'Messages',
    icon: IconMessages,
    needs: 'consultant.chat',
    preload: loadMessages,
    badge: UnreadBadge,
  },
  {
    path: '/figures',
    label: 'Figures',
    icon: IconChartBar,
    needs: 'figures.read',
    isSecondary: true,
    preload: loadFigures,
  },
  {
    path: '/reports',
    label: 'Reports',
    icon: IconReportAnalytics,
    needs: 'figures.read',
    isSecondary: true,
    preload: loadReports,
  },
  {
    path: '/answers',
    label: 'Candidates say',
    icon: IconMessageHeart,
    needs: 'figures.read',
    isSecondary: true,
    preload: loadAnswers,
  },
  { path: '/profile', label: 'Profile', icon: IconId, kind: 'consultant', isSecondary: true, preload: loadProfile },
  { path: '/team', label: 'Team', icon: IconUsers, needs: 'team.read', isSecondary: true, preload: loadTeam },
]

/** Where somebody may go, from what they are and what their role allows. */
export const sectionsFor = ({ kind }: Pick<SignedInUser, 'kind'>, may: (action: Action) => boolean) =>
  sections.filter((section) => (section.kind ?? kind) === kind && (!section.needs || may(section.needs)))

const isWithin = (path: string) => (section: Section) =>
  section.path === '/' ? path === '/' : path.split('/')[1] === section.path.slice(1)

/** The section an address belongs to, of those somebody may go to. */
export const sectionOf = (path: string, reachable: readonly Section[]): Section | undefined =>
  reachable.find(isWithin(path))

/** The address is a section's, if not for everybody. */
export const isSection = (path: string): boolean => sections.some(isWithin(path))
