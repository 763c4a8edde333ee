import { type MantineColorScheme, Menu, Text, useMantineColorScheme } from '@mantine/core'
import {
  IconBell,
  IconBuilding,
  IconCheck,
  IconLogout,
  IconMessageHeart,
  IconShieldLock,
  IconWebhook,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { reachOf } from '#protocol/permissions'
import { roleWords } from '../rest/role-words.ts'
import { initialsOf } from '../ui/names.ts'
import { PersonPicture } from '../ui/person-picture.tsx'
import { useLateMenu } from '../ui/use-late-menu.ts'
import type { MeDropdownProps } from './me-menu.tsx'
import { signOut } from './sign-out.ts'
import classes from './top-bar.module.css'

const schemes = [
  { value: 'auto', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** The menu of `MeMenu`, which loads it. */
export default function MeDropdown(props: MeDropdownProps) {
  const { target, menu } = useLateMenu()
  const { user, here, onOpenEmployer } = props
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  return (
    <Menu {...menu} width={264} withinPortal={false}>
      <Menu.Target>
        <button
          ref={target}
          type="button"
          className={classes.me}
          aria-label={`${initialsOf(user.name)}: account of ${user.name}`}
        >
          <PersonPicture name={user.name} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px' }}>
          <Text fw={600} truncate>
            {user.name}
          </Text>
          <Text size="sm" c="dimmed" truncate title={user.email}>
            {user.email}
          </Text>
          <Text size="sm" c="dimmed">
            {here ? roleWords[here.role].label : roleWords.consultant.label}
          </Text>
        </div>
        {user.memberships.length > 1 ? (
          <>
            <Menu.Divider />
            <Menu.Label>Company</Menu.Label>
            {user.memberships.map((one) => (
              <Menu.Item
                key={one.employerId}
                leftSection={<IconBuilding size={18} stroke={1.75} />}
                rightSection={
                  one.employerId === here?.employerId ? <IconCheck size={16} aria-label="open now" /> : null
                }
                onClick={() => onOpenEmployer?.(one.employerId)}
              >
                {one.companyName}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Item component={Link} href="/account" leftSection={<IconShieldLock size={18} stroke={1.75} />}>
          Your account
        </Menu.Item>
        <Menu.Item component={Link} href="/notifications" leftSection={<IconBell size={18} stroke={1.75} />}>
          Notifications
        </Menu.Item>
        {here && reachOf(here.role, 'organisation.manage') ? (
          <Menu.Item component={Link} href="/settings/webhooks" leftSection={<IconWebhook size={18} stroke={1.75} />}>
            Webhooks
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
          aria-label="Colours"
        >
          {schemes.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconMessageHeart size={18} stroke={1.75} />} onClick={props.onFeedback}>
          Send feedback
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} />} onClick={() => void signOut(queries, navigate)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
