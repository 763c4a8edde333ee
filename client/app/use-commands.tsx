import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconBell,
  IconBriefcase,
  IconBuilding,
  IconCalendarPlus,
  IconCalendarRepeat,
  IconClockCog,
  IconDeviceTv,
  IconFileImport,
  IconHeartHandshake,
  IconHistory,
  IconLayoutKanban,
  IconLogout,
  IconMoon,
  IconPlus,
  IconScale,
  IconShieldLock,
  IconUserPlus,
  IconWebhook,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useReferences } from '../features/chat/use-references.ts'
import { useMembership } from '../rest/membership.tsx'
import { postingsQuery } from '../rest/postings-query.ts'
import { CodePicture } from '../ui/candidate-badge.tsx'
import { sectionsFor } from './pages.tsx'
import type { Command } from './rank-commands.ts'
import { signOut } from './sign-out.ts'

interface RunnableCommand extends Command {
  readonly icon: ReactNode
  readonly run: () => void
}

type Icon = ComponentType<{ size?: number; stroke?: number }>
const size = { size: 20, stroke: 1.75 }

/** Fewer letters than this mean too many candidates. */
const leastLetters = 2

/** All that can be gone to or done, by whoever is signed in; candidates once something is typed. */
export function useCommands(opened: boolean, query: string): readonly RunnableCommand[] {
  const { employerId, user, may } = useMembership()
  const [, navigate] = useLocation()
  const pages = sectionsFor(user, may).map((section) => ({
    id: section.path,
    group: 'Pages',
    label: section.label,
    icon: <section.icon {...size} />,
    run: () => navigate(section.path),
  }))
  const postings = useQuery({
    ...postingsQuery(employerId),
    enabled: opened,
  })
  const found = (postings.data?.items ?? []).flatMap((posting) => [
    {
      id: `posting ${posting.id}`,
      group: 'Postings',
      label: posting.title,
      ...(posting.location ? { description: posting.location } : {}),
      icon: <IconBriefcase {...size} />,
      run: () => navigate(`/postings/${posting.id}`),
    },
    ...(may('pipeline.read', posting.id) && posting.counts.applications > 0
      ? [
          {
            id: `pipeline ${posting.id}`,
            group: 'Pipelines',
            label: `${posting.title}: pipeline`,
            description: `${posting.counts.active} active`,
            icon: <IconLayoutKanban {...size} />,
            run: () => navigate(`/pipeline/${posting.id}`),
          },
        ]
      : []),
  ])
  const asksForPeople = opened && may('pipeline.read') && query.trim().length >= leastLetters
  const { references } = useReferences(employerId, asksForPeople)
  const candidates = references.flatMap(({ type, id, name, about, path }) =>
    type === 'posting'
      ? []
      : [
          {
            id: `candidate ${id}`,
            group: 'Candidates',
            label: name,
            ...(about ? { description: about } : {}),
            icon: <CodePicture code={name} size={20} />,
            run: () => navigate(path),
          },
        ],
  )
  return [...pages, ...useActions(), ...found, ...candidates]
}

function useActions(): readonly RunnableCommand[] {
  const { user, may } = useMembership()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme() === 'dark'
  const isColleague = user.kind === 'employer'
  const offer = (isOffered: boolean, Icon: Icon, label: string, to: string | (() => void)): RunnableCommand[] =>
    isOffered
      ? [
          {
            ...{ id: `do ${label}`, group: 'Actions', label, icon: <Icon {...size} /> },
            run: typeof to === 'string' ? () => navigate(to) : to,
          },
        ]
      : []
  return [
    ...offer(may('posting.write'), IconPlus, 'New posting', '/postings/new'),
    ...offer(may('interview.schedule'), IconCalendarPlus, 'Schedule an interview', '/interviews?schedule=1'),
    ...offer(may('organisation.manage'), IconUserPlus, 'Invite somebody', '/team?invite=1'),
    ...offer(may('engagement.manage'), IconHeartHandshake, 'Invite a consultant', '/consultants?invite=1'),
    ...offer(may('posting.write'), IconFileImport, 'Import postings or candidates', '/postings/imports'),
    ...offer(may('interview.read') && isColleague, IconClockCog, 'My availability', '/interviews/availability'),
    ...offer(may('figures.read'), IconScale, 'Fairness figures', '/figures/fairness'),
    ...offer(may('figures.read') && may('pipeline.read'), IconHistory, 'Time machine', '/figures/time'),
    ...offer(may('figures.read'), IconDeviceTv, 'Wall for the office', '/figures/wall'),
    ...offer(may('figures.read'), IconCalendarRepeat, 'Saved and scheduled reports', '/reports/saved'),
    ...offer(may('audit.read'), IconHistory, 'Audit log', '/team/audit'),
    ...offer(may('organisation.manage'), IconBuilding, 'Rename the company', '/team/company'),
    ...offer(may('organisation.manage'), IconWebhook, 'Webhooks', '/settings/webhooks'),
    ...offer(true, IconBell, 'Notifications', '/notifications'),
    ...offer(true, IconShieldLock, 'Your account', '/account'),
    ...offer(true, IconMoon, isDark ? 'Light colours' : 'Dark colours', () =>
      setColorScheme(isDark ? 'light' : 'dark'),
    ),
    ...offer(true, IconLogout, 'Sign out', () => void signOut(queries, navigate)),
  ]
}
