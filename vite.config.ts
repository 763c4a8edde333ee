import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractsAsData } from './client/build/contracts-as-data.ts'
import { files } from './client/build/files.ts'
import { lateStyles } from './client/build/late-styles.ts'
import { moduleForPluralize } from './client/build/module-for-pluralize.ts'

/** Where `npm run dev` finds the server that answers the API, sockets and server-rendered pages. */
const server = process.env.CLEARVIEW_SERVER ?? 'http://127.0.0.1:3000'
// The server refuses changes and sockets that come from another origin than its own.
const proxied = { target: server, headers: { Origin: new URL(server).origin } }
const websocket = { ...proxied, ws: true }

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [contractsAsData(), react(), lateStyles()],
  worker: { format: 'es', plugins: () => [moduleForPluralize()] },
  resolve: {
    // Two copies of any of these would silently break co-editing.
    dedupe: ['react', 'react-dom', 'yjs', 'y-protocols', '@tiptap/pm', '@tiptap/y-tiptap'],
  },
  // The server puts a fresh nonce into every HTML response; Vite writes the placeholder on each tag it makes.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Colours are written with light-dark(); an older target would replace it by something that needs other CSS.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Inlined data: URLs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: { codeSplitting: { groups: files } },
    },
  },
  server: {
    proxy: {
      '/api': proxied,
      '/socket.io': websocket,
      '/coedit': websocket,
      '/careers': proxied,
      '/portal': proxied,
      '/job-alerts': proxied,
      '/interview-reply': proxied,
      '/calendars': proxied,
      '/problems': proxied,
      '/dev': proxied,
    },
  },
})
