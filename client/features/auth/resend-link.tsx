import { Button, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'

const pause = 60

/** Sends the confirmation link again, at most once a minute. */
export function ResendLink({ email, startsWaiting }: { email: string; startsWaiting: boolean }) {
  const [left, setLeft] = useState(startsWaiting ? pause : 0)
  const [said, setSaid] = useState<string | null>(null)
  const isWaiting = left > 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])
  const resend = async () => {
    setLeft(pause)
    try {
      await call(endpoints.resendVerification, { body: { email } })
      setSaid('Sent again. Only the newest link works.')
    } catch (error) {
      setSaid(messageOf(error))
      setLeft(0)
    }
  }
  return (
    <>
      <Button variant="default" size="md" fullWidth disabled={isWaiting} onClick={() => void resend()}>
        {isWaiting ? `Send it again in ${left} s` : 'Send the link again'}
      </Button>
      <Text size="sm" c="dimmed" mih="1.5em" mt={8} ta="center" role="status">
        {said}
      </Text>
    </>
  )
}
