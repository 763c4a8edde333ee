import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import './ui/base.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { compileNothing } from './app/no-eval.ts'
import { styleNonce } from './app/nonce.ts'
import { preparePrint } from './app/prepare-print.ts'
import { stylesReady } from './app/styles-ready.ts'
import { keepFocus } from './ui/keep-focus.ts'

const nonce = styleNonce()
// Scroll locking inside dialogs writes a style element of its own.
if (nonce) setNonce(nonce)

compileNothing()
preparePrint()
keepFocus()

const root = document.getElementById('root')
if (root) {
  void stylesReady().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
}
