import { createSpotlight, Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import classes from './commands.module.css'
import { rankCommands } from './rank-commands.ts'
import { useCommands } from './use-commands.tsx'

/** Without a word everything that can be done is listed; with some, only what they mean. */
const most = { unasked: 40, asked: 14 }

/** Escape, a click beside it and a choice close it here, and `onSpotlightClose` tells of it. */
const [store, spotlight] = createSpotlight()

/** Every page, posting, candidate and action, found by a few letters. */
export default function Commands({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [query, setQuery] = useState('')
  useEffect(() => (opened ? spotlight.open() : spotlight.close()), [opened])
  const commands = useCommands(opened, query)
  const found = rankCommands(commands, query, query === '' ? most.unasked : most.asked)
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <Spotlight.Root
      store={store}
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
        placeholder="Page, posting, code name or action"
        aria-label="Search pages, postings, candidates and actions"
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
