import { Badge, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { Posting } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import { PageSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-page.module.css'
import { payWords } from './posting-words.ts'

const EditPosting = lazy(() => import('./edit-posting.tsx'))

/** What the posting says; and, for those who may, the same to write. */
export function DescriptionTab({ posting }: { posting: Posting }) {
  const { may } = useMembership()
  const [edits, setEdits] = useState(false)
  if (edits) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <EditPosting posting={posting} onDone={() => setEdits(false)} />
      </Suspense>
    )
  }
  return (
    <>
      {may('posting.write', posting.id) && posting.state !== 'archived' && (
        <div className={css.editBar}>
          <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setEdits(true)}>
            Edit
          </Button>
        </div>
      )}
      <div className={css.columns}>
        <div>
          {posting.description === '' ? (
            <p className={css.missing}>No description yet.</p>
          ) : (
            // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitises it when it is stored.
            <div className={css.text} dangerouslySetInnerHTML={{ __html: posting.description }} />
          )}
          <h2 className={css.heading}>Requirements</h2>
          {posting.requirements.length === 0 ? (
            <p className={css.missing}>None listed yet.</p>
          ) : (
            <ul className={css.requirements}>
              {posting.requirements.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <h2 className={css.heading}>Stages</h2>
          <ol className={css.stageList}>
            {posting.stages.map(({ id, name }) => (
              <li key={id}>
                <Badge color="gray" variant="outline">
                  {name}
                </Badge>
              </li>
            ))}
          </ol>
        </div>
        <aside className={css.aside} aria-label="At a glance">
          <dl className={css.facts}>
            <Fact name="Pay" value={posting.salary === null ? null : payWords(posting.salary)} />
            <Fact name="Location" value={posting.location} />
            <Fact name="Employment type" value={posting.employmentType} />
            <div>
              <dt>Last change</dt>
              <dd>
                <TimeAgo at={posting.updatedAt} />
              </dd>
            </div>
            {posting.publishedAt !== null && (
              <div>
                <dt>Published</dt>
                <dd>
                  <TimeAgo at={posting.publishedAt} />
                </dd>
              </div>
            )}
          </dl>
        </aside>
      </div>
    </>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={value === null ? css.missing : ''}>{value ?? 'Not given'}</dd>
    </div>
  )
}
