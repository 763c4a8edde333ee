import { describe, expect, it } from 'vitest'
import { redact } from '../redact.ts'

const blind = (text: string) => redact(text, { name: 'Will Müller', email: 'wm@example.org', phone: null })

describe('what a form asks for', () => {
  it.each([
    ['Name: Adaeze Balogun', /^Name: ▇▇▇$/],
    ['| Straße | Am Hang 7 |\n| Geboren | 17.06.1995 |', /^\| Straße \| ▇▇▇\s?\|\n\| Geboren \| ▇▇▇\s?\|$/],
    ['Staatsangehörigkeit\nperuanisch\nBeruf\nDreher', /^Staatsangehörigkeit\n▇▇▇\nBeruf\nDreher$/],
    ['氏名　高橋 一郎\n旧姓　鈴木', /^氏名　▇▇▇\n旧姓　▇▇▇$/],
    ['Codice fiscale: DRSGPP88B41F839X', /^Codice fiscale: ▇▇▇$/],
    ['Passport no: K1234567', /^Passport no: ▇▇▇$/],
    ['Schreiner, verheiratet, zwei Kinder', /^Schreiner, ▇▇▇, ▇▇▇$/],
    ['34 Jahre, verheiratet', /^▇▇▇, ▇▇▇$/],
    ['Замужем, двое детей', /^▇▇▇, ▇▇▇$/],
    ['Mam 41 lat i dwoje dzieci', /^Mam ▇▇▇ i dwoje dzieci$/],
    ['Dear Sarah,\nI weld.', /^Dear ▇▇▇,\nI weld\.$/],
    ['联系王女士', /^▇▇▇$/],
  ])('[RED-1] [RED-2] is withheld beside, under or without its label: %j', (text, expected) =>
    expect(blind(text)).toMatch(expected),
  )

  it.each([
    'MS Office, MS Excel; MS in Computer Science',
    'moved from Morgan Stanley to Deutsche Bank, by Air France',
    'Status: in progress, Tribe: Payments, Weight: 12 % less',
    'Java (10 years), SQL (12 years), Python (15 Jahre)',
    'Senior developer, 12 years, remote; retail, gift, and hospitality',
    'Block 5 Systems, Lot 12 sold; Windows 10, 11000 Desktops',
    'Height: 12 m tower, Weight: 300 kg payload',
    'Taught groups of two children, married two systems',
    'Web: React, Vue; Note: fixed it',
    'In 20 years I built three teams of 12 people',
    'Dear hiring team, dear colleagues',
  ])('[RED-3] [RED-4] is read where work is told: %s', (text) => expect(blind(text)).toBe(text))
})

describe('a mail address', () => {
  it.each([
    'svenja (dot) heide (at) gmx (punkt) net',
    'pepeluis arroba gmail punto com',
    'dima.kuz собака yandex точка ru',
    'aga.nowak (małpa) o2.pl',
    'bob dot roe at acme dot com',
    'ibrahimisik [at] gmail [nokta] com',
  ])('[RED-1] is withheld however it is spelled out: %s', (mail) =>
    expect(blind(`Write to ${mail}, please`)).toBe('Write to ▇▇▇, please'),
  )
})

describe('a postal address', () => {
  it.each([
    "12 bis, rue de l'Abbé-Grégoire",
    'ул. 3-я Парковая, д. 12, корп. 2, кв. 45',
    'Ilica 245, 10000 Zagreb',
    'Štúrova 22, 811 02 Bratislava',
    'Gedimino pr. 12-4, LT-01103 Vilnius',
    'Laugavegur 45, 101 Reykjavík',
    'Blk 5 Lot 12, Mabuhay Homes, Cainta, Rizal 1900',
    'خیابان ولیعصر، کوچه بهار، پلاک ۱۲',
  ])('[RED-2] is withheld as it is written there: %s', (address) =>
    expect(blind(`• ${address} • welder`)).toMatch(/^• ▇▇▇\s?• welder$/),
  )
})
