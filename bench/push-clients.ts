import { io, type Socket } from 'socket.io-client'
import { answerMessages } from './processes.ts'

/** Clients that count what they get, in a process of their own. */
const sockets: Socket[] = []
let received = 0

async function connect(port: number, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - opened) }, () => connectOne(port)))
  }
}

function connectOne(port: number): Promise<void> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, reconnection: false })
  sockets.push(socket)
  socket.on('feed', () => received++)
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}

answerMessages({}, async (message) => {
  const { port, count, close } = message as { port?: number; count?: number; close?: true }
  if (close) for (const socket of sockets.splice(0)) socket.disconnect()
  if (port && count) {
    received = 0
    await connect(port, count)
  }
  return { received }
})
