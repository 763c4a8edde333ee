import { Menu, Text, useMantineColorScheme } from '@mantine/core'
import { IconBuilding, IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { useMembership } from '../rest/membership.tsx'
import { roleWords } from '../rest/role-words.ts'
import { PersonPicture } from '../ui/person-picture.tsx'
import { signOut } from './sign-out.ts'
import classes from './top-bar.module.css'

const schemes = [
  { value: 'auto', label: 'Like the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const

/** Who I am and where, how it looks, and the way out. */
export function MeMenu({ onOpenEmployer }: { onOpenEmployer: (employerId: string) => void }) {
  const { user, employerId, role } = useMembership()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  return (
    <Menu width={264}>
      <Menu.Target>
        <button type="button" className={classes.me} aria-label={`${user.name}: account menu`}>
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
            {roleWords[role].label}
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
                rightSection={one.employerId === employerId ? <IconCheck size={16} aria-label="open now" /> : null}
                onClick={() => onOpenEmployer(one.employerId)}
              >
                {one.companyName}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            closeMenuOnClick={false}
            leftSection={<Icon size={18} stroke={1.75} />}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden="true" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} />} onClick={() => void signOut(queries, navigate)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
