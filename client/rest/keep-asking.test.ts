import { environmentManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished, vi } from 'vitest'
import { keepAsking } from './keep-asking.ts'

it('[WEB-32] what is asked again now and then is, once there is something to show', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  // On a server nothing is asked again.
  environmentManager.setIsServer(() => false)
  onTestFinished(() => environmentManager.setIsServer(() => true))
  const answers = [
    () => Promise.reject(new Error('Not now.')),
    () => Promise.resolve('one'),
    () => Promise.resolve('two'),
  ]
  const observer = new QueryObserver(new QueryClient(), {
    queryKey: ['list'],
    queryFn: () => answers.shift()?.(),
    retry: false,
    refetchInterval: keepAsking(5000),
  })
  onTestFinished(observer.subscribe(() => undefined))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(observer.getCurrentResult()).toMatchObject({ status: 'error', errorUpdateCount: 1 })
  await observer.refetch()
  await vi.advanceTimersByTimeAsync(5001)
  expect(observer.getCurrentResult()).toMatchObject({ status: 'success', data: 'two' })
})
