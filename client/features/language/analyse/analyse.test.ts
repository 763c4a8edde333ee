import { describe, expect, it } from 'vitest'
import { analyse } from './analyse.ts'
import { analysisOf, facts, found } from './test-texts.ts'

describe('words that shut people out', () => {
  it.each([
    ['He will lead the sales guys.', ['gendered-pronoun: He', 'gendered-word: guys']],
    ['You assist the chairman.', ['gendered-word: chairman']],
    ['A rock-star developer', ['hero-worship: rock-star']],
    ['ROCKSTARS and “Ninjas”, please', ['hero-worship: ROCKSTARS', 'hero-worship: Ninjas']],
    ['We want digital natives.', ['age-coded: digital natives']],
    ['Recent graduates only', ['age-demand: Recent graduates']],
    ['A young, energetic team', ['age-coded: young', 'age-coded: energetic']],
    ['We are looking for young people.', ['age-coded: young']],
    ['Between 25 and 35 years old', ['age-demand: Between 25 and 35 years old']],
    ['Care for the elderly', ['age-words: the elderly']],
    ['A native English-speaker', ['native-speaker: native English-speaker']],
    ['Mother tongue German', ['native-speaker: Mother tongue']],
    ['U.S. citizens only', ['citizenship: U.S. citizens only']],
    ['Clean-shaven, please', ['appearance: Clean-shaven']],
    ['A churchgoing family', ['religion: churchgoing']],
    ['Able-bodied helpers', ['able-body: Able-bodied']],
    ['Must lift 50 pounds', ['body-demand: lift 50 pounds']],
    ['Ability to stand for long hours', ['body-demand: Ability to stand']],
    ['Crazy deadlines', ['ableist-idiom: Crazy']],
    ['We are not blind to it.', ['ableist-idiom: blind to']],
    ['Keep a blacklist', ['colour-metaphor: blacklist']],
    ['A real culture fit', ['culture-fit: culture fit']],
    ['Work hard, play hard', ['bro-culture: Work hard, play hard']],
    ['Aggressive sales targets', ['strong-masculine: Aggressive']],
    ['Tell his/her manager', ['binary-pronouns: his/her']],
    ['Bachelor’s degree required', ['degree: Bachelor’s degree']],
    ['Driver’s license needed', ['driving-licence: Driver’s license']],
    ['No criminal record', ['record: No criminal record']],
    ['wheelchair-bound visitors', ['ableist-idiom: wheelchair-bound']],
    ['No children, please', ['family: No children']],
  ])('[LANG-1] are found: %s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each([
    'We look for a support engineer with a good grasp of strong typing who can execute SQL.',
    'Build native apps with React Native in a cloud-native team.',
    'A master’s degree or equivalent experience is welcome. Work on the master branch and our master data.',
    'Join the daily stand-up meeting and stand out by your writing. You are able to stand in for a colleague.',
    'You will help young people in our youth centre.',
    'Women and people of colour are encouraged to apply. Female candidates are especially welcome.',
    'Competitive salary, attractive benefits and an attractive package.',
    'You report to Maria Lopez; she leads the platform team.',
    'Our founder, Amara, built the first version. Her idea was simple.',
    'Write setup wizards and break into systems as an ethical hacker.',
    'Fellow engineers, data stewards and a research fellow.',
    'We care about mental health and know the nuts and bolts.',
    'You will be challenged by simple, easy and obvious things. Basically, it is just fine, of course.',
    'We are a young company, founded in 2021.',
    'Ship the alpha and beta release to our customers.',
    'Ernst & Young is a customer of ours.',
    'Read the man page; the manual mandates it for humans.',
    'You must be authorised to work in the United States. No visa sponsorship.',
    'We partner with Girls Who Code and with boys and girls clubs.',
    'Lead time, lead generation and team leads; the actor model; host a server; kill a process.',
    'Equal opportunity regardless of marital status, gender or age.',
    'You lift up to 20 kg, with reasonable adjustments where needed.',
    'You see blind spots of the vehicle camera.',
    'Sell ladies’ shoes and gentlemen’s fashion.',
    'Disabled people are welcome, and so are their assistants.',
  ])('[LANG-2] leave innocent words alone: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('[LANG-2] leave addresses, mail addresses, handles and code alone', () => {
    expect(
      found('See https://chairman.example.com/blacklist?rockstar or ninja.example.com, mail guru@example.com.'),
    ).toEqual([])
    const text = 'Set blacklist to false, then blacklist it.'
    const skip = [[4, 13]] as const
    const { findings } = analyse({ blocks: [{ text, from: 1, kind: 'paragraph', skip }], facts: null })
    expect(findings.map(({ place }) => place)).toMatchObject([{ kind: 'text', start: 29, end: 38 }])
  })

  it('[LANG-2] ask for a degree or a licence only where they are not part of the job', () => {
    expect(found('A university degree', facts({ title: 'Nurse' }))).toEqual([])
    expect(found('A driving licence', facts({ title: 'Delivery driver' }))).toEqual([])
    expect(found('A driving licence', facts({ title: 'Accountant' }))).toEqual(['driving-licence: driving licence'])
  })
})

describe('a finding', () => {
  it('[LANG-3] says where it is, why, from which source, and what could stand there', () => {
    const { findings } = analysisOf(['We grow.', 'The chairman decides.'])
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding).toMatchObject({
      rule: 'gendered-word',
      quote: 'chairman',
      place: { kind: 'text', block: 1, start: 4, end: 12, from: 15, to: 23 },
      alternatives: expect.arrayContaining(['chair']),
    })
    expect(finding?.message).toBe('“chairman” names one gender; a word for everybody says the same.')
    expect(finding?.reason).toMatch(/\.$/)
    expect(finding?.source.url).toMatch(/^https:\/\//)
  })

  it('[LANG-3] keeps its id while the text is edited elsewhere, and every id is another', () => {
    const before = analysisOf(['We grow.', 'The chairman decides. Guys, the chairman decides.'])
    const after = analysisOf([
      'New.',
      'We grow fast, guys, said the chairman.',
      'The chairman decides. Guys, the chairman decides.',
    ])
    const ids = before.findings.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
    expect(after.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  })

  it('[LANG-3] offers words in the case of what they replace', () => {
    expect(analysisOf(['He helps. Here he helps.']).findings.map(({ alternatives }) => alternatives[0])).toEqual([
      'You',
      'you',
    ])
  })

  it('[LANG-3] is also made of the title and the requirements', () => {
    const { findings } = analysisOf(
      ['We grow.'],
      facts({ title: 'Marketing Ninja', requirements: ['Fluent', 'Native speaker'] }),
    )
    expect(findings.map(({ rule, place }) => ({ rule, place }))).toEqual([
      { rule: 'hero-worship', place: { kind: 'title', start: 10, end: 15 } },
      { rule: 'native-speaker', place: { kind: 'requirement', index: 1, start: 0, end: 14 } },
    ])
  })
})

describe('another language', () => {
  it.each([
    'Wir suchen eine Person, die mit uns arbeitet und für das Team nicht nur Software schreibt.',
    'Nous cherchons une personne pour notre équipe, qui est dans la ville avec vous.',
    'Buscamos una persona para el equipo, que trabaje con nosotros en la ciudad.',
    'Мы ищем человека для нашей команды, который любит работать вместе с нами.',
  ])('[LANG-4] is said to be one, and nothing is found in it: %s', (text) => {
    expect(analysisOf([`${text} Guru, rockstar.`])).toMatchObject({ language: 'other', findings: [] })
  })

  it('[LANG-4] in one paragraph leaves the English ones to be read', () => {
    const german = 'Das Angebot ist auch auf Deutsch zu lesen, und wir freuen uns auf die Bewerbung, lieber guru.'
    const { language, findings } = analysisOf([
      german,
      'We are looking for a guru who will build the things that our customers ask for, and who likes to work with us in the city.',
    ])
    expect(language).toBe('english')
    expect(findings.map(({ place }) => place)).toMatchObject([{ block: 1 }])
  })

  it('[LANG-4] is not seen in a list of product names', () => {
    expect(analysisOf(['5 years Python SQL AWS Kubernetes Terraform Go Rust Docker']).language).toBe('english')
  })
})
