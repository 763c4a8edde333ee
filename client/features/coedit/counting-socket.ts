import * as decoding from 'lib0/decoding'
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync'
import { messageSync } from 'y-websocket'

/** A WebSocket that tells of each frame with an update that leaves: an answer to a state vector, or a change. */
export const countingSocket = (onSent: (kind: 'answer' | 'update') => void): typeof WebSocket =>
  class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (!(data instanceof Uint8Array)) return
      const decoder = decoding.createDecoder(data)
      if (decoding.readVarUint(decoder) !== messageSync) return
      const type = decoding.readVarUint(decoder)
      if (type !== messageYjsSyncStep1) onSent(type === messageYjsSyncStep2 ? 'answer' : 'update')
    }
  }
