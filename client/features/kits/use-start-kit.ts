import { useState } from 'react'
import { endpoints, type Kit, type KitTemplate } from '#protocol/kits'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { showDone, showFailure, showUndo } from '../../ui/toasts.ts'

interface Beginning {
  /** As it is called in a sentence. */
  readonly name: string
  /** Left out: the suggested set. */
  readonly templateId?: KitTemplate['id']
  readonly mode?: 'add' | 'replace'
}

/** Brings the criteria of a template, or the suggested ones, into a kit. On every screen they come with the document. */
export function useStartKit(jobId: string) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [isBusy, setIsBusy] = useState(false)
  const params = { employerId, jobId }

  const putBack = async (before: Kit) => {
    try {
      await write(endpoints.writeKit, { params, body: { criteria: before.criteria } }, 'Bring the criteria back')
    } catch (error) {
      showFailure({ title: 'Not brought back', message: messageOf(error) })
    }
  }
  const start = async ({ name, templateId, mode }: Beginning, before?: Kit): Promise<void> => {
    setIsBusy(true)
    try {
      const body = { ...(templateId ? { templateId } : {}), ...(mode ? { mode } : {}) }
      await write(endpoints.startKit, { params, body }, `Bring ${name} into the kit`)
      if (mode === 'replace' && before) {
        showUndo({ message: `The kit has ${name} now.`, onUndo: () => void putBack(before) })
      } else showDone(`The kit has ${name} now. Change whatever does not fit.`)
    } catch (error) {
      showFailure({ title: 'The kit stays as it is', message: messageOf(error) })
    } finally {
      setIsBusy(false)
    }
  }
  return { start, isBusy }
}
