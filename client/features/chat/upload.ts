import { type Attachment, endpoints, largestAttachment } from '#protocol/chat'
import { errorCatalogue, type Problem } from '#protocol/errors'
import { urlOf } from '../../rest/call.ts'
import { CallError, NetworkError } from '../../rest/call-error.ts'
import { idempotencyKey } from '../../rest/idempotency-key.ts'
import { sizeInWords } from '../../ui/size-in-words.ts'

export interface Upload {
  readonly done: Promise<Attachment>
  readonly cancel: () => void
}

/** Why a file is not even sent; null: it may go. */
export function whyNot(file: Pick<File, 'name' | 'size'>): string | null {
  if (file.size === 0) return `“${file.name}” is empty.`
  if (file.size > largestAttachment) {
    return `“${file.name}” is ${sizeInWords(file.size)}; at most ${sizeInWords(largestAttachment)} can be sent. Share a link to it instead.`
  }
  return null
}

/**
 * Sends one file; only XMLHttpRequest tells how far it is. The key makes trying again harmless.
 * `done` rejects with `CallError` when it was refused and with `NetworkError` when no answer came.
 */
export function upload(
  conversationId: string,
  file: File,
  key: string = idempotencyKey(),
  onProgress: (share: number) => void = () => undefined,
): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<Attachment>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    }
    request.onerror = () => reject(new NetworkError())
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment)
      else reject(new CallError(problemOf(request)))
    }
  })
  const { path } = endpoints.uploadAttachment
  request.open('POST', urlOf(path, { params: { conversationId }, query: { name: file.name } }))
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
  request.setRequestHeader('Idempotency-Key', key)
  request.send(file)
  return { done, cancel: () => request.abort() }
}

function problemOf({ status, responseText }: XMLHttpRequest): Problem {
  try {
    const value: unknown = JSON.parse(responseText)
    if (typeof value === 'object' && value !== null && 'code' in value && String(value.code) in errorCatalogue) {
      // Our own answer, by its code.
      return value as Problem
    }
  } catch {
    // A proxy answered with something else.
  }
  const code = status === 413 ? 'body-too-large' : 'store-unavailable'
  const { title } = errorCatalogue[code]
  return { type: `about:blank#${code}`, title, status, detail: `${title}.`, code }
}
