import { Badge, Button, Drawer, Stack, Switch } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { ConsultantProfile, Engagement } from '#protocol/consultants'
import { useMembership } from '../../rest/membership.tsx'
import { beside } from '../../ui/beside.ts'
import { PersonPicture } from '../../ui/person-picture.tsx'
import classes from './consultants.module.css'
import { stateWords } from './engagement-words.ts'
import { People } from './people.tsx'
import { Purpose } from './purpose.tsx'
import { useEngagementChanges } from './use-engagement-changes.ts'
import { useTakesPart } from './use-takes-part.ts'

const EndDialog = lazy(() => import('./end-dialog.tsx'))

/** Everything about one engagement, beside the list. */
export default function EngagementPane({ engagement, onClose }: { engagement: Engagement; onClose: () => void }) {
  const { may } = useMembership()
  const { state, consultant, email, conversationId, historyOpen } = engagement
  const { name, setHistoryOpen } = useEngagementChanges(engagement)
  const takesPart = useTakesPart(engagement)
  const [isEnding, setIsEnding] = useState(false)
  const canManage = may('engagement.manage')
  const isOpen = state === 'active' || state === 'invited'
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={name}
      classNames={{ title: classes.paneName ?? '' }}
    >
      <Stack gap="lg">
        <div className={classes.head}>
          <PersonPicture name={name} size={44} />
          <div className={classes.headWords}>
            <div className={classes.dim}>
              {consultant ? beside(consultant.organisation, email) : 'Their profile shows once they accept.'}
            </div>
          </div>
          <Badge color={stateWords[state].color}>{stateWords[state].label}</Badge>
        </div>
        {consultant ? <About profile={consultant} /> : null}
        {takesPart ? (
          <Button
            component={Link}
            href={`/messages/${conversationId}`}
            variant={state === 'active' ? 'filled' : 'default'}
            leftSection={<IconMessage size={18} stroke={1.75} />}
          >
            {state === 'active' ? 'Open the conversation' : 'Read the conversation'}
          </Button>
        ) : null}
        <Purpose engagement={engagement} canEdit={canManage && isOpen} />
        {state === 'active' ? <People engagement={engagement} canManage={canManage} /> : null}
        {state === 'ended' && canManage ? (
          <Switch
            label={`${name} may read the conversation on`}
            description="Reading only. You can close it at any time."
            checked={historyOpen}
            onChange={(event) => void setHistoryOpen(event.currentTarget.checked)}
          />
        ) : null}
        {canManage && isOpen ? (
          <Button variant="default" color="red" onClick={() => setIsEnding(true)}>
            {state === 'invited' ? 'Take the invitation back…' : 'End the engagement…'}
          </Button>
        ) : null}
      </Stack>
      {isEnding ? (
        <Suspense>
          <EndDialog engagement={engagement} onClose={() => setIsEnding(false)} />
        </Suspense>
      ) : null}
    </Drawer>
  )
}

function About({ profile }: { profile: ConsultantProfile }) {
  const { headline, about, expertise, languages } = profile
  const tags = [
    ['Expertise', expertise],
    ['Languages', languages],
  ] as const
  return (
    <div className={classes.about}>
      {headline ? <p className={classes.headline}>{headline}</p> : null}
      {about ? <p className={classes.text}>{about}</p> : null}
      {tags.map(([title, words]) =>
        words.length > 0 ? (
          <div key={title}>
            <h3 className={classes.paneTitle}>{title}</h3>
            <ul className={classes.tags}>
              {words.map((word) => (
                <li key={word}>
                  <Badge color="gray">{word}</Badge>
                </li>
              ))}
            </ul>
          </div>
        ) : null,
      )}
    </div>
  )
}
