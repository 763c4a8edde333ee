import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDeviceFloppy, IconListDetails, IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { suggestedCriteria } from '#protocol/kit-suggestions'
import { kitLimits } from '#protocol/kits'
import { useCriteria, useKit, useNamed } from './open-kit.tsx'
import { SaveKitDialog } from './save-kit-dialog.tsx'
import { TemplatesDialog } from './templates-dialog.tsx'
import { useStartKit } from './use-start-kit.ts'

/** What a kit can begin with, and keeping it for others. */
export function TemplatesMenu({ jobId }: { jobId: string }) {
  const { doc } = useKit()
  const criteria = useCriteria(doc)
  const hasNamed = useNamed(criteria).includes(true)
  const [open, setOpen] = useState<'choose' | 'save' | null>(null)
  const { start } = useStartKit(jobId)
  const hasRoom = criteria.length + suggestedCriteria.length <= kitLimits.criteria
  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Templates
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconListDetails size={18} aria-hidden />} onClick={() => setOpen('choose')}>
            Use a template…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSparkles size={18} aria-hidden />}
            disabled={!hasRoom}
            onClick={() => void start({ name: 'the suggested criteria', mode: 'add' })}
          >
            Add suggested criteria
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            disabled={!hasNamed}
            onClick={() => setOpen('save')}
          >
            Save as a template…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'save' && <SaveKitDialog jobId={jobId} onClose={() => setOpen(null)} />}
      {open === 'choose' && <TemplatesDialog jobId={jobId} isEmpty={!hasNamed} onClose={() => setOpen(null)} />}
    </>
  )
}
