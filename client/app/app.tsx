import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { onSignedOut } from '../rest/call.ts'
import { forgetSession } from '../rest/session.ts'
import { cssVariablesResolver, theme } from '../ui/theme.ts'
import { Toaster } from '../ui/toaster.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { styleNonce } from './nonce.ts'
import { createQueryClient } from './query-client.ts'
import { Router } from './router.tsx'

const nonce = styleNonce()

export function App() {
  const [queries] = useState(createQueryClient)
  useEffect(() => onSignedOut(() => forgetSession(queries)), [queries])
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={() => nonce ?? ''}
    >
      <QueryClientProvider client={queries}>
        <ErrorBoundary>
          <Router />
        </ErrorBoundary>
        <Toaster />
      </QueryClientProvider>
    </MantineProvider>
  )
}
