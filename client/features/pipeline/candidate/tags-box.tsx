import { Badge, TagsInput } from '@mantine/core'
import { useState } from 'react'
import { type Candidate, endpoints } from '#protocol/candidates'
import { call } from '../../../rest/call.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import css from './candidate-pane.module.css'

interface TagsBoxProps {
  readonly candidate: Candidate
  readonly jobId: string
  readonly isPreview: boolean
  readonly onChanged: (candidate: Candidate) => void
}

/** Short marks by the team, saved as they are given; put back, with the reason, when the server refuses. */
export function TagsBox({ candidate, jobId, isPreview, onChanged }: TagsBoxProps) {
  const { employerId, may } = useMembership()
  const [pending, setPending] = useState<string[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const mayTag = may('candidate.annotate', jobId) && !isPreview
  const save = async (tags: string[]) => {
    setPending(tags)
    setError(null)
    try {
      onChanged(await call(endpoints.setTags, { params: { employerId, candidateId: candidate.id }, body: { tags } }))
    } catch (failure) {
      setError(messageOf(failure))
    }
    setPending(null)
  }
  if (!mayTag && candidate.tags.length === 0) return null
  return (
    <section className={candidate.tags.length === 0 ? 'cv-no-print' : undefined}>
      <h3 className={css.heading} id="candidate-tags">
        Tags
      </h3>
      {mayTag ? (
        <TagsInput
          aria-labelledby="candidate-tags"
          placeholder={candidate.tags.length === 0 ? 'Type a tag and press Enter' : ''}
          value={pending ?? candidate.tags}
          maxTags={20}
          maxLength={40}
          error={error}
          onChange={(tags) => void save(tags)}
        />
      ) : (
        <div className={css.tags}>
          {candidate.tags.map((tag) => (
            <Badge key={tag} color="gray" tt="none">
              {tag.replaceAll(/▇+/g, 'withheld')}
            </Badge>
          ))}
        </div>
      )}
    </section>
  )
}
