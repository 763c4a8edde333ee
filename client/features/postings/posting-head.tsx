import { Badge, Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { Posting } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import { beside } from '../../ui/beside.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type NextStep, nextSteps } from './next-steps.ts'
import { careersHref, PostingMenu } from './posting-menu.tsx'
import css from './posting-page.module.css'
import { PublishDialog } from './publish-dialog.tsx'
import { StateBadge } from './state-badge.tsx'
import { usePostingChanges } from './use-posting-changes.ts'

/** The posting's name, its state, and what comes next. */
export function PostingHead({ posting }: { posting: Posting }) {
  const { may, slug } = useMembership()
  const { transition, publishChanges } = usePostingChanges(posting)
  const [asked, setAsked] = useState<NextStep | null>(null)
  const steps = nextSteps(posting.state, (action) => may(action, posting.id))
  const isLive = posting.state === 'published'
  const hasChanges = isLive && posting.hasUnpublishedChanges

  const take = (step: NextStep) => {
    // Going live and what cannot be taken back are looked at first; the rest has an undo.
    const isAsked =
      (step.to === 'published' && posting.state !== 'paused') || step.to === 'closed' || step.to === 'archived'
    if (isAsked) setAsked(step)
    else void transition(step.to, step.back)
  }

  return (
    <>
      <PageHeader
        title={posting.title}
        aside={
          <>
            <StateBadge state={posting.state} />
            {hasChanges && (
              <Badge variant="outline" color="gray">
                Unpublished changes
              </Badge>
            )}
          </>
        }
        purpose={beside(posting.location, posting.employmentType)}
        actions={
          <>
            {isLive && (
              <Button
                component="a"
                href={careersHref(slug, posting.id)}
                target="_blank"
                variant="subtle"
                className={css.careers ?? ''}
                leftSection={<IconExternalLink size={18} aria-hidden />}
              >
                Careers page
              </Button>
            )}
            {steps.map((step, index) => (
              <Button key={step.to} variant={index === 0 && !isLive ? 'filled' : 'default'} onClick={() => take(step)}>
                {step.label}
              </Button>
            ))}
            {hasChanges && may('posting.publish', posting.id) && (
              <Button onClick={() => void publishChanges()}>Publish changes</Button>
            )}
            <PostingMenu posting={posting} leavesOnDelete />
          </>
        }
      />
      {asked?.to === 'published' && (
        <PublishDialog
          posting={posting}
          onClose={() => setAsked(null)}
          onPublish={() => {
            setAsked(null)
            void transition('published', null)
          }}
        />
      )}
      <ConfirmDialog
        opened={asked?.to === 'closed'}
        onClose={() => setAsked(null)}
        title={`Close “${posting.title}”?`}
        action="Close the posting"
        onConfirm={() => transition('closed', null)}
      >
        Nobody can apply any more, and it cannot be opened again. {inPlay(posting)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked?.to === 'archived'}
        onClose={() => setAsked(null)}
        title={`Archive “${posting.title}”?`}
        action="Archive the posting"
        onConfirm={() => transition('archived', null)}
      >
        It leaves the lists that people work with. It stays readable, and cannot be changed any more.
      </ConfirmDialog>
    </>
  )
}

function inPlay({ counts: { active } }: Posting): string {
  if (active === 0) return 'No candidate is in play.'
  return active === 1 ? 'One candidate in play stays on the board.' : `${active} candidates in play stay on the board.`
}
