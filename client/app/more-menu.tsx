import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useLateMenu } from '../ui/use-late-menu.ts'
import type { Section } from './pages.tsx'
import classes from './rail.module.css'

/** What has no room at the bottom of a phone. */
export default function MoreMenu({ sections, isHere }: { sections: readonly Section[]; isHere: boolean }) {
  const { target, menu } = useLateMenu()
  return (
    <Menu {...menu} position="top-end" withinPortal={false}>
      <Menu.Target>
        <button ref={target} type="button" className={classes.link} aria-current={isHere ? 'true' : undefined}>
          <IconDots size={20} stroke={1.75} />
          <span className={classes.words}>More</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {sections.map(({ path, label, icon: Icon }) => (
          <Menu.Item key={path} component={Link} href={path} leftSection={<Icon size={18} stroke={1.75} />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
