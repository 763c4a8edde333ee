import { Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconBell,
  IconBriefcase,
  IconCalendarPlus,
  IconClockCog,
  IconHeartHandshake,
  IconLayoutKanban,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSearch,
  IconUserPlus,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { endpoints } from '#protocol/postings'
import { useMembership } from '../rest/membership.tsx'
import { queryOf } from '../rest/queries.ts'
import classes from './commands.module.css'
import { sectionsFor } from './pages.tsx'
import { type Command, rankCommands } from './rank-commands.ts'
import { signOut } from './sign-out.ts'

interface RunnableCommand extends Command {
  readonly icon: ReactNode
  readonly run: () => void
}

/** Every page, posting and action, found by a few letters. */
export default function Commands({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [query, setQuery] = useState('')
  const commands = useCommands(opened)
  const found = rankCommands(commands, query, 12)
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <Spotlight.Root
      forceOpened={opened}
      onSpotlightClose={() => {
        setQuery('')
        onClose()
      }}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={420}
      radius={12}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      classNames={{
        actionsGroup: classes.group ?? '',
        action: classes.action ?? '',
        actionDescription: classes.description ?? '',
        actionSection: classes.section ?? '',
      }}
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
    >
      <Spotlight.Search
        placeholder="Page, posting or action"
        aria-label="Search pages, postings and actions"
        leftSection={<IconSearch size={20} stroke={1.75} />}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {found
              .filter((command) => command.group === group)
              .map((command) => (
                <Spotlight.Action
                  key={command.id}
                  label={command.label}
                  {...(command.description ? { description: command.description } : {})}
                  leftSection={command.icon}
                  onClick={command.run}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 ? <Spotlight.Empty>Nothing called “{query}”. Try fewer letters.</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useCommands(opened: boolean): readonly RunnableCommand[] {
  const { employerId, user, may } = useMembership()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const { setColorScheme } = useMantineColorScheme()
  const colorScheme = useComputedColorScheme()
  const postings = useQuery({
    ...queryOf(endpoints.listPostings, { params: { employerId }, query: { limit: 200 } }),
    enabled: opened,
  })
  const size = { size: 20, stroke: 1.75 }
  const pages = sectionsFor(user, may).map((section) => ({
    id: section.path,
    group: 'Pages',
    label: section.label,
    icon: <section.icon {...size} />,
    run: () => navigate(section.path),
  }))
  const actions: RunnableCommand[] = [
    ...(may('posting.write')
      ? [
          {
            id: 'new-posting',
            group: 'Actions',
            label: 'New posting',
            icon: <IconPlus {...size} />,
            run: () => navigate('/postings/new'),
          },
        ]
      : []),
    ...(may('interview.schedule')
      ? [
          {
            id: 'schedule',
            group: 'Actions',
            label: 'Schedule an interview',
            icon: <IconCalendarPlus {...size} />,
            run: () => navigate('/interviews?schedule=1'),
          },
        ]
      : []),
    ...(may('interview.read') && user.kind === 'employer'
      ? [
          {
            id: 'availability',
            group: 'Actions',
            label: 'My availability',
            icon: <IconClockCog {...size} />,
            run: () => navigate('/interviews/availability'),
          },
        ]
      : []),
    ...(may('organisation.manage')
      ? [
          {
            id: 'invite',
            group: 'Actions',
            label: 'Invite somebody',
            icon: <IconUserPlus {...size} />,
            run: () => navigate('/team?invite=1'),
          },
        ]
      : []),
    ...(may('engagement.manage')
      ? [
          {
            id: 'engage',
            group: 'Actions',
            label: 'Invite a consultant',
            icon: <IconHeartHandshake {...size} />,
            run: () => navigate('/consultants?invite=1'),
          },
        ]
      : []),
    ...(may('consultant.chat')
      ? [
          {
            id: 'notifications',
            group: 'Actions',
            label: 'Notifications',
            icon: <IconBell {...size} />,
            run: () => navigate('/notifications'),
          },
        ]
      : []),
    {
      id: 'scheme',
      group: 'Actions',
      label: colorScheme === 'dark' ? 'Light colours' : 'Dark colours',
      icon: <IconMoon {...size} />,
      run: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'sign-out',
      group: 'Actions',
      label: 'Sign out',
      icon: <IconLogout {...size} />,
      run: () => void signOut(queries, navigate),
    },
  ]
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
  return [...pages, ...actions, ...found]
}
