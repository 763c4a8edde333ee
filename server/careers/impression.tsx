/** @jsxImportSource hono/jsx */
import type { FeedbackReport, Theme } from '#protocol/feedback'

const impressions: Readonly<Record<FeedbackReport['impression'], string>> = {
  strong: 'You made a strong impression.',
  good: 'You made a good impression.',
  mixed: 'The impressions of you were mixed. They are about this job alone, not about you as a person.',
}

const themeWords: Readonly<Record<Theme, string>> = {
  experience: 'Experience with work like this',
  problem_solving: 'How you go about a problem',
  craft: 'Knowledge of the craft',
  communication: 'How clearly you put things',
  collaboration: 'Working with others',
  ownership: 'Taking responsibility',
  motivation: 'Interest in this job',
  preparation: 'Preparation',
}

/** What the team thought, in bands and shared themes: never a number, a name or a sentence of somebody's. */
export function Impression({ report, companyName }: { report: FeedbackReport; companyName: string }) {
  return (
    <section class="panel impression">
      <h2>What the team thought</h2>
      <p>{impressions[report.impression]}</p>
      <Themes title="Several people named as your strengths" themes={report.strengths} />
      <Themes title="Several people missed something in" themes={report.concerns} />
      <p class="small">
        Several people at {companyName} wrote down what they thought. You see only what more than one of them said.
      </p>
    </section>
  )
}

function Themes({ title, themes }: { title: string; themes: readonly Theme[] }) {
  if (themes.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul class="themes">
        {themes.map((theme) => (
          <li>{themeWords[theme]}</li>
        ))}
      </ul>
    </>
  )
}
