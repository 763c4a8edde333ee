import { IconBriefcase, IconHome, IconLayoutKanban, IconUsers } from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { Action } from '#protocol/permissions'
import { loadPart } from './load-part.ts'

const loadHome = () => loadPart(() => import('../features/home/home-page.tsx'))
const loadPostings = () => loadPart(() => import('../features/postings/postings-page.tsx'))
const loadPipeline = () => loadPart(() => import('../features/pipeline/pipeline-page.tsx'))
const loadTeam = () => loadPart(() => import('../features/team/team-page.tsx'))

export const HomePage = lazy(loadHome)
export const PostingsPage = lazy(loadPostings)
export const PostingFormPage = lazy(() => loadPart(() => import('../features/postings/posting-form-page.tsx')))
export const PostingPage = lazy(() => loadPart(() => import('../features/postings/posting-page.tsx')))
export const PipelinePage = lazy(loadPipeline)
export const TeamPage = lazy(loadTeam)

export interface Section {
  readonly path: string
  readonly label: string
  readonly icon: ComponentType<{ size?: number; stroke?: number }>
  /** Shown only to those whose role has this; to everyone when left out. */
  readonly needs?: Action
  /** Loads the page's code before the click that opens it. */
  readonly preload: () => Promise<unknown>
}

/** The entries of the rail, in order. An entry appears together with its page. */
export const sections: readonly Section[] = [
  { path: '/', label: 'Home', icon: IconHome, preload: loadHome },
  { path: '/postings', label: 'Postings', icon: IconBriefcase, needs: 'posting.read', preload: loadPostings },
  { path: '/pipeline', label: 'Pipeline', icon: IconLayoutKanban, needs: 'pipeline.read', preload: loadPipeline },
  { path: '/team', label: 'Team', icon: IconUsers, needs: 'team.read', preload: loadTeam },
]

/** The section an address belongs to. */
export const sectionOf = (path: string): Section | undefined =>
  sections.find((section) => (section.path === '/' ? path === '/' : path.split('/')[1] === section.path.slice(1)))
