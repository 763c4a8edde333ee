import { Badge, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { Posting } from '#protocol/postings'
import { PageSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-page.module.css'
import { payWords } from './posting-words.ts'
import { useDocumentAccess } from './use-document-access.ts'
import { useWriting } from './writing-slot.ts'

const EditPosting = lazy(() => import('./edit-posting.tsx'))

/** What the posting says. Its text is written here, by several people at once; the rest of it in a form. */
export function DescriptionTab({ posting }: { posting: Posting }) {
  const [edits, setEdits] = useState(false)
  const Writing = useWriting()
  const access = useDocumentAccess(posting)
  if (edits) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <EditPosting posting={posting} onDone={() => setEdits(false)} />
      </Suspense>
    )
  }
  return (
    <Writing
      documentId={`posting:${posting.id}`}
      posting={posting}
      access={access}
      label="Description"
      aside={<AtAGlance posting={posting} onEdit={access === 'write' ? () => setEdits(true) : null} />}
      below={<BelowText posting={posting} />}
    />
  )
}

function BelowText({ posting }: { posting: Posting }) {
  return (
    <div className={css.belowText}>
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
  )
}

function AtAGlance({ posting, onEdit }: { posting: Posting; onEdit: (() => void) | null }) {
  return (
    <section className={css.aside} aria-label="At a glance">
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
      {onEdit && (
        <Button
          mt="md"
          variant="default"
          className="cv-no-print"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={onEdit}
        >
          Edit details
        </Button>
      )}
    </section>
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
