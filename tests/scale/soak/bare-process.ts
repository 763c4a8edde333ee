import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerMessages } from '../../../bench/processes.ts'
import { createIo } from '../../../server/realtime/io.ts'

// A Socket.IO server that is nothing else: what one says, all are sent, and nothing is kept.

const http = createServer()
const io = createIo(http)
io.on('connection', (socket) => {
  void socket.join('room')
  socket.onAny((_event: string, said: object, acknowledge: (answer: object) => void) => {
    acknowledge({ ok: true })
    io.to('room').emit('feed', said as never)
  })
})
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()))
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

answerMessages({ url }, async () => ({ url }))
