import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { endpoints } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'

/** Takes a posting out of the bin. */
export function RestoreButton(props: { jobId: string; title: string | null; onRestored: () => void }) {
  const { jobId, title, onRestored } = props
  const { employerId } = useMembership()
  const write = useWrite()
  const name = title === null ? 'The posting' : `“${title}”`
  const restore = async () => {
    try {
      await write(endpoints.restorePosting, { params: { employerId, jobId } }, `Restore ${title ?? 'a posting'}`)
      showDone(`${name} is back among the postings.`)
      onRestored()
    } catch (error) {
      showFailure({ title: 'Not restored', message: messageOf(error), retry: () => void restore() })
    }
  }
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      onClick={() => void restore()}
    >
      Restore
    </Button>
  )
}
