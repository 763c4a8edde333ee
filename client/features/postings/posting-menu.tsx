import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconExternalLink, IconLayoutKanban, IconTemplate, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { PostingSummary } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import { useDeletePosting } from './use-delete-posting.ts'

const SaveTemplateDialog = lazy(() => import('./templates/save-template-dialog.tsx'))

/** What can be done with a posting beside its next step. */
export function PostingMenu({ posting, leavesOnDelete }: { posting: PostingSummary; leavesOnDelete?: boolean }) {
  const { may, slug } = useMembership()
  const [, navigate] = useLocation()
  const remove = useDeletePosting()
  const [isKept, setIsKept] = useState(false)
  const { id, title, state } = posting
  const mayWrite = may('posting.write', id)
  const maySee = may('pipeline.read', id)
  const isLive = state === 'published'
  if (!mayWrite && !maySee && !isLive) return null
  return (
    <>
      <Menu width={248}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={`Actions for ${title}`}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {maySee && (
            <Menu.Item
              component={Link}
              href={`/pipeline/${encodeURIComponent(id)}`}
              leftSection={<IconLayoutKanban size={18} aria-hidden />}
            >
              Open the board
            </Menu.Item>
          )}
          {isLive && (
            <Menu.Item
              component="a"
              href={careersHref(slug, id)}
              target="_blank"
              leftSection={<IconExternalLink size={18} aria-hidden />}
            >
              See it on the careers page
            </Menu.Item>
          )}
          {may('posting.write') && (
            <Menu.Item
              component={Link}
              href={`/postings/new?from=${encodeURIComponent(id)}`}
              leftSection={<IconCopy size={18} aria-hidden />}
            >
              Copy to a new posting
            </Menu.Item>
          )}
          {mayWrite && (
            <>
              <Menu.Item leftSection={<IconTemplate size={18} aria-hidden />} onClick={() => setIsKept(true)}>
                Save as a template
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={() => {
                  if (leavesOnDelete) navigate('/postings')
                  void remove(posting)
                }}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isKept && (
        <Suspense>
          <SaveTemplateDialog posting={posting} onClose={() => setIsKept(false)} />
        </Suspense>
      )}
    </>
  )
}

export const careersHref = (slug: string, jobId: string) => `/careers/${slug}/jobs/${encodeURIComponent(jobId)}`
