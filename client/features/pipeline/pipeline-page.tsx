import { useParams } from 'wouter'
import { ChoosePosting } from './choose-posting.tsx'
import { PostingBoard } from './posting-board.tsx'

/** `/pipeline`: which posting? `/pipeline/:jobId`: its board. */
export default function PipelinePage() {
  const { jobId } = useParams<{ jobId?: string }>()
  return jobId === undefined ? <ChoosePosting /> : <PostingBoard key={jobId} jobId={jobId} />
}
