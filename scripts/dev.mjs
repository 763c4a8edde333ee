// Development: the server restarts on changes (port 3000), Vite serves the client with hot reload (port 5173).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const run = (file, args) => spawn(file, args, { cwd: root, stdio: 'inherit' })

const children = [run(bin('tsx'), ['watch', 'server/main.ts']), run(bin('vite'), ['--host', '127.0.0.1'])]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
