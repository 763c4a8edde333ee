/** @jsxImportSource hono/jsx */
import { Demographics, type Trait, traits } from '#protocol/demographics'

const questions: Readonly<Record<Trait, string>> = {
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  ageBand: 'Age',
  disability: 'Do you have a disability?',
  veteran: 'Have you served in the armed forces?',
}

const answers: Readonly<Record<string, string>> = {
  woman: 'Woman',
  man: 'Man',
  non_binary: 'Non-binary',
  another: 'I describe myself in another way',
  asian: 'Asian',
  black: 'Black',
  hispanic_latino: 'Hispanic or Latino',
  indigenous: 'Indigenous',
  middle_eastern_north_african: 'Middle Eastern or North African',
  white: 'White',
  mixed: 'Several of these',
  under_25: 'Under 25',
  '25_34': '25 to 34',
  '35_44': '35 to 44',
  '45_54': '45 to 54',
  '55_64': '55 to 64',
  '65_and_over': '65 or over',
  yes: 'Yes',
  no: 'No',
  undisclosed: 'I prefer not to say',
}

const names = Object.keys(traits) as Trait[]

/** What was chosen in a form; anything that is not offered counts as not answered. */
export function chosenTraits(sent: URLSearchParams | FormData): Demographics {
  const chosen = names.flatMap((name) => {
    const value = traits[name].safeParse(sent.get(name))
    return value.success ? [[name, value.data] as const] : []
  })
  return Demographics.parse(Object.fromEntries(chosen))
}

/** The voluntary questions. They start unanswered each time: what somebody said before is shown to nobody. */
export function DemographicFields({ chosen = {} }: { chosen?: Demographics }) {
  return (
    <>
      {names.map((name) => (
        <div class="field">
          <label for={name}>{questions[name]}</label>
          <select id={name} name={name}>
            <option value="">No answer</option>
            {traits[name].options.map((option: string) => (
              <option value={option} selected={chosen[name] === option}>
                {answers[option]}
              </option>
            ))}
          </select>
        </div>
      ))}
    </>
  )
}
