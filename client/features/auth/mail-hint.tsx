import { Alert, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

/** An installation without a mail server keeps its mail: say where, or a first try ends here. */
export function MailHint() {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname)
  const { data: isKept } = useQuery({
    queryKey: ['/dev/mail'],
    enabled: isLocal,
    retry: false,
    queryFn: async () => (await fetch('/dev/mail', { headers: { Accept: 'application/json' } })).ok,
  })
  if (!isKept) return null
  return (
    <Alert color="indigo" variant="light" mb="md">
      No mail server is set up here, so mail is kept on this machine.{' '}
      <Anchor href="/dev/mail" target="_blank" rel="noreferrer" underline="always" inherit>
        Open the kept mail
      </Anchor>
    </Alert>
  )
}
