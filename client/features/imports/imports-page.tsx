import { useParams } from 'wouter'
import { ImportStart } from './import-start.tsx'
import { ImportWork } from './import-work.tsx'

/** Taking over a table: the file first, then everything about it on one page. */
export default function ImportsPage() {
  const { importId } = useParams<{ importId?: string }>()
  return importId === undefined ? <ImportStart /> : <ImportWork key={importId} importId={importId} />
}
