import type { Import, ImportRow } from '#protocol/imports'
import { type Answer, type Caller, expectStatus } from '../builders.ts'
import { eventually } from '../server.ts'

/** Sends a file; the answer as it is. */
export const upload = (
  caller: Caller,
  api: string,
  file: string | Uint8Array,
  query = 'kind=postings&name=jobs.csv',
): Promise<Answer<Import>> =>
  caller.post<Import>(
    `${api}/imports?${query}`,
    typeof file === 'string' ? new TextEncoder().encode(file) : new Uint8Array(file),
    { 'content-type': 'application/octet-stream' },
  )

/** What somebody does with one import. */
export function working(caller: Caller, api: string, id: string) {
  const path = `${api}/imports/${id}`
  const read = async () => (await caller.get<Import>(path)).body
  const until = (state: Import['state']) =>
    eventually(async () => {
      const now = await read()
      return now.state === state ? now : null
    }, 60_000)
  return {
    path,
    read,
    rows: async (query = '') =>
      (await caller.get<{ items: ImportRow[]; next: number | null }>(`${path}/rows${query}`)).body,
    edit: (row: number, body: object) => caller.patch<{ row: ImportRow; import: Import }>(`${path}/rows/${row}`, body),
    configure: (body: object) => caller.patch<Import>(path, body),
    commit: async (): Promise<Import> => {
      expectStatus(await caller.post(`${path}/commit`), 202)
      return until('finished')
    },
    undo: async (): Promise<Import> => {
      expectStatus(await caller.post(`${path}/undo`), 202)
      return until('undone')
    },
    rejected: async () => (await caller.get<string>(`${path}/rejected`)).body,
  }
}
