import type { Posting } from '#protocol/postings'
import css from './posting-page.module.css'
import { useDocumentAccess } from './use-document-access.ts'
import { useWriting } from './writing-slot.ts'

/** What interviewers go by: written together before the first interview, the same for every candidate. */
export function KitTab({ posting }: { posting: Posting }) {
  const Writing = useWriting()
  return (
    <Writing
      documentId={`kit:${posting.id}`}
      posting={posting}
      access={useDocumentAccess(posting)}
      label="Interview guide"
      aside={
        <section className={css.aside} aria-label="About the kit">
          <p className={css.note}>
            The same questions for everybody, in the same order, make interviews comparable. Criteria say what is
            judged; the guide says the rest: how you begin, what you tell, how you end.
          </p>
          <p className={css.note}>Candidates never see it.</p>
        </section>
      }
    />
  )
}
