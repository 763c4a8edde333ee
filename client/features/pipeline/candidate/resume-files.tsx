import { Button, FileButton } from '@mantine/core'
import { IconDownload, IconFileText, IconPaperclip } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Candidate, endpoints } from '#protocol/candidates'
import { call, urlOf } from '../../../rest/call.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf } from '../../../rest/queries.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { sizeInWords } from '../../../ui/size-in-words.ts'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './candidate-pane.module.css'

type Application = Candidate['applications'][number]

const kinds: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'text/plain': 'Text' }
const mostBytes = 10 * 1024 * 1024

/** The originals: to be saved by those who know who it is, and the way to add another. */
export function ResumeFiles({ application, isErased }: { application: Application; isErased: boolean }) {
  const { employerId, may } = useMembership()
  const nameOf = useColleagues()
  const { add, isBusy, error } = useAddResume(application)
  const { resumes, candidateId } = application
  const mayAdd = may('application.move', application.jobId) && !isErased
  if (resumes.length === 0 && !mayAdd) return null
  return (
    <section aria-label="Résumé files">
      <ul className={css.files}>
        {resumes.map(({ id, name, contentType, size, addedBy, at }) => (
          <li key={id} className={css.file}>
            <IconFileText size={18} aria-hidden />
            <span className={css.fileWords}>
              {name ?? `${kinds[contentType] ?? 'Word'} file`}
              <span className={css.quiet}>
                {' '}
                {sizeInWords(size)} · {addedBy === null ? 'sent by the candidate' : `added by ${nameOf(addedBy)}`}{' '}
                <TimeAgo at={at} />
              </span>
            </span>
            {name === null ? (
              <span className={css.quiet}>Reveal to download</span>
            ) : (
              <Button
                component="a"
                variant="default"
                size="compact-md"
                leftSection={<IconDownload size={16} aria-hidden />}
                href={urlOf(endpoints.downloadResume.path, { params: { employerId, candidateId, resumeId: id } })}
                download
              >
                Download
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayAdd && (
        <FileButton onChange={add} accept=".pdf,.docx,.txt,.md">
          {(props) => (
            <Button
              {...props}
              variant="subtle"
              size="compact-md"
              loading={isBusy}
              leftSection={<IconPaperclip size={16} aria-hidden />}
            >
              Add a résumé file
            </Button>
          )}
        </FileButton>
      )}
      {error !== null && (
        <p className={css.problem} role="alert">
          {error}
        </p>
      )}
    </section>
  )
}

function useAddResume({ id: applicationId, candidateId }: Application) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const add = async (file: File | null) => {
    if (file === null) return
    setError(null)
    if (file.size > mostBytes) return setError('This file is larger than 10 MB. Choose a smaller one.')
    setIsBusy(true)
    try {
      await call(endpoints.addResume, { params: { employerId, applicationId }, query: { name: file.name }, file })
      await queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.readCandidate, { params: { employerId, candidateId } }),
      })
    } catch (failure) {
      setError(messageOf(failure))
    }
    setIsBusy(false)
  }
  return { add: (file: File | null) => void add(file), isBusy, error }
}
