import { analyse } from './analyse/analyse.ts'
import type { Answer, Question } from './analysis-client.ts'

/** Reads texts beside the page, so that no key waits for it. Bundled into one file: its policy lets it load no other. */
self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const answer: Answer = { id: data.id, analysis: analyse(data.input) }
  self.postMessage(answer)
})
