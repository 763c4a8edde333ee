import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { endpoints } from '#protocol/security'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { emailLike } from '../../rest/field-problems.ts'

/** By the provider of the company that the address belongs to. */
export function CompanySignIn({ email, next }: { email: string; next: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const go = async () => {
    const wrong = emailLike(email)
    if (wrong) return setProblem('Enter your e-mail address first: it says which company you sign in by.')
    setIsBusy(true)
    setProblem(null)
    try {
      const { startUrl } = await call(endpoints.findSso, { body: { email: email.trim() } })
      if (startUrl) return location.assign(`${startUrl}?next=${encodeURIComponent(next)}`)
      setProblem('Your company does not sign people in by a provider of its own. Use your password.')
    } catch (error) {
      setProblem(messageOf(error))
    }
    setIsBusy(false)
  }
  return (
    <>
      <Button variant="default" size="md" fullWidth mt="md" loading={isBusy} onClick={() => void go()}>
        Continue with your company
      </Button>
      <Text size="sm" mt={8} role="status">
        {problem}
      </Text>
    </>
  )
}
