import { unspaced } from './folded-text.ts'
import { beside } from './labels.ts'
import { matchesOf } from './matches.ts'
import { ordinaryWords } from './name-lists.ts'
import { sectionLines } from './sections.ts'
import type { Finder, Span } from './spans.ts'

const capital = "\\p{Lu}[\\p{L}\\p{M}'’-]{0,40}\\.?"
const particle =
  "(?:(?:van|von|de|del|della|der|den|da|dos|di|du|la|le|el|al|bin|ibn|bint|ter|ten|zu|y|e|af|av|wa)[ ]|(?:van|von) (?:de[rn]?|het) |de la |d['’]|O['’]|al-|['’]t )"
/** Two to five words that can be a name. */
const full = `${capital}(?:(?<!\\p{Ll}{2}\\.)[ \\u00a0]${particle}{0,2}${capital}){0,4}`
const honorific =
  '(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Fr|Eng|Ing|Herr|Herrn|Frau|Mme|M|Mlle|Monsieur|Madame|Sra?|Señora?|Srta|Don|Doña|Dra|Dott|Dott\\.ssa|Sig|Sig\\.ra|Signora?|Profª?|Dhr|Mevr|Pani?|Bay|Dl|Dna|meneer|mevrouw|docteur|professeur|professore|profesora?|professora?|dottore|dottoressa|Dona|Alhaji|Ato|Shri|Smt|z domu|rozená|née)\\.?(?:[ ](?:Dr|med|rer|nat|phil|Ing|hab|Prof)\\.?){0,3}'

const afterTitle = new RegExp(`(?<![\\p{L}\\p{N}])${honorific}[ \\u00a0](?<it>${full})`, 'gu')

/** Words after which a person stands. */
const leads =
  'report(?:ed|ing|s)?(?: directly)? to|supervised by|supervisors?(?: was| were| is|:)?|managed by|(?:line )?manager(?: was| is|:)|mentored by|mentors?(?: was| is|:)?|' +
  'mentoring|advis(?:ed|or|er)s?(?: by| was| is|:)?|under|with|by|and|from|alongside|together with|work(?:ed|ing) (?:with|for|under)|assisted|' +
  'tutored|coached|trained by|hired by|recommended by|referred by|led by|succeeded|replaced|reference(?:s)?(?: from|:)?|referees?:?|contact(?: person)?:?|' +
  'married to|husband|wife|partner|spouse|brother|sister|father|mother|son|daughter|colleague|friend|call me|called|known as|aka|a\\.k\\.a\\.?|nickname[d:]?|' +
  'formerly|née|geb\\.|name is|names? are|my name’s|ask|thank(?:s to)?|regards,|sincerely,|signed,?|yours,|betreut von|betreuer(?:in)?:?|bei|unter(?: leitung von)?|vorgesetzte[r]?:?|' +
  'ansprechpartner(?:in)?:?|encadré(?:e)? par|sous la direction de|supervisé(?:e)? par|responsable ?:?|bajo la supervisión de|supervisado por|dirigid[oa] por|jefe:?|' +
  'pod (?:kierunkiem|kierownictwem|vedením)|suosittelija:?|' +
  'orientad[oa] por|orientador(?:a)?:?|sob a supervisão de|sotto la guida di|relatore:?|relatrice:?|begeleid door|promotor:?|handledare:?|vejleder:?|opiekun:?|promotor:?|vedoucí:?|témavezető:?|danışman:?|руководитель:?|научный руководитель:?|под руководством'
const afterLead = new RegExp(`(?<![\\p{L}\\p{N}])(?:${leads})[ \\u00a0]\\(?(?<it>${full})`, 'giu')
/** `Dear Sarah,` at the beginning of a line: whom somebody writes to, unless it is a team or nobody they know. */
const greeted = new RegExp(
  `(?<=^|\\n)[ ]?(?:Dear|Hi|Hello|Hey|Sehr geehrte[rs]?|Liebe[rs]?|Cher|Chère|Bonjour|Estimad[oa]|Hola|Prezad[oa]|Caro|Cara|Olá|Gentile|Egregio|Beste|Geachte|Szanown[ya]|Kedves|Tisztelt|Vážen[ýá]|Stimat[ăe]|Sayın|Hej|Hei|Kære|Kjære|Уважаем(?:ый|ая)|Шановн(?:ий|а))[ ](?<it>${full})(?=[ ]?[,!:\\n–-])`,
  'gu',
)
const nobody =
  /(?:team|manager|committee|sir|madam|damen|herren|recruit|hiring|human|equipo|équipe|everyone|all|colleagues|concern)/iu

const letter = /^\p{Lu}/u

/** `Jane Roe (CTO)`, `Jane Roe, Head of …`: somebody in a list of references. */
const inReferences = new RegExp(`(?<![\\p{L}\\p{N}])${full}`, 'gu')

const nameLabels =
  "(?:full |legal |preferred |given |first |last |middle |family |maiden |candidate(?:'s)? |other )?name|surname|nickname|(?:vor|nach|geburts|familien)name|nom(?: de (?:famille|naissance|jeune fille))?(?: et prénoms?)?|prénoms?|nombre(?: completo)?|apellidos?|nome(?: completo)?|sobrenome|apelido|cognome|nome e cognome|naam|voornaam|achternaam|namn|förnamn|efternamn|navn|fornavn|etternavn|nimi|etunimi|sukunimi|eesnimi|perekonnanimi|imię(?: i nazwisko)?|nazwisko|jméno(?: a příjmení)?|příjmení|meno(?: a priezvisko)?|priezvisko|név|anyja neve|születési név|nume(?: și prenume)?|prenume|ad(?:ı)?(?: soyad(?:ı)?)?|soyad(?:ı)?|ime(?: i prezime)?|prezime|име(?: и презиме)?|презиме|ф\\.?и\\.?о\\.?|имя|фамилия|отчество|ім[’'ʼ]я|прізвище|vardas|pavardė|vārds|uzvārds|όνομα|ονοματεπώνυμο|επώνυμο|πατρώνυμο|الاسم(?: الكامل)?|اسم(?: الأب)?|نام(?: و نام خانوادگی| پدر)?|שם(?: מלא)?|नाम|पिता का नाम|নাম|পিতার নাম|মাতার নাম|பெயர்|సరు|పేరు|სახელი(?: და გვარი)?|გვარი|անուն|ազգանուն|氏名|名前|お名前|ふりがな|フリガナ|旧姓|姓名|이름|성명|ชื่อ(?:เล่น|-(?:นาม)?สกุล)?|họ (?:và )?tên|nama(?: lengkap)?|father's name|mother's(?: maiden)? name|name of (?:father|mother|spouse)"
const beNamed = beside('name', nameLabels, '[^\\n;|·•]{2,80}')

const eastern = new RegExp(
  `[${unspaced}]{1,6}\\s?(?:先生|女士|小姐|太太|(?=老师|老師|教授|さん|様|氏|君|씨|님|교수|선생))`,
  'gu',
)

export const findOtherNames: Finder = (text) => [
  ...named(text, afterTitle),
  ...named(text, afterLead).filter(isPerson(text)),
  ...named(text, greeted).filter(({ start, end }) => !nobody.test(text.slice(start, end))),
  ...labelled(text),
  ...sectionLines(text, 'references').flatMap(({ start, line }) =>
    named(line, inReferences)
      .filter(isPerson(line))
      .map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
  ),
  ...named(text, eastern),
  ...topLine(text),
]

function named(text: string, pattern: RegExp): Span[] {
  return matchesOf(pattern, text).flatMap((match) => {
    const name = match.groups?.['it'] ?? match[0]
    // Flag `i` lets small letters through where a name must begin with a large one.
    if (!letter.test(name) && /[\p{Ll}\p{Lu}]/u.test(name)) return []
    const trimmed = untilSmall(name)
    const start = match.index + match[0].lastIndexOf(name)
    return trimmed === '' ? [] : [{ start, end: start + trimmed.length, kind: 'name' as const }]
  })
}

/** The words up to the first that begins small, particles apart. */
function untilSmall(name: string): string {
  const words = name.split(/(?<=[ \u00a0])/u)
  const particles = new RegExp(`^${particle}$`, 'iu')
  const last = words.findIndex((word) => /^\p{Ll}/u.test(word) && !particles.test(word))
  return (last === -1 ? words : words.slice(0, last)).join('').trimEnd()
}

/** Two words or more, none of which says what somebody does; acronyms are firms. */
const isPerson =
  (text: string) =>
  ({ start, end }: Span): boolean => {
    const words = text.slice(start, end).split(/[\s\u00a0]+/u)
    if (words.length < 2 || words.every((word) => /^[\p{Lu}&.]+$/u.test(word) && word.length < 5)) return false
    const after = text.slice(end, end + 16)
    const isFirm =
      /^,?\s(?:Inc|Ltd|LLC|GmbH|AG|SA|S\.A|SL|S\.L|Srl|S\.p\.A|BV|AB|Oy|AS|A\/S|Corp|Group|Bank|plc|Pty|KG|Sp\. z)(?!\p{L})/u.test(
        after,
      )
    return (
      !isFirm &&
      !namesakes.test(text.slice(start, end)) &&
      !words.some((word) => ordinaryWords.has(word.toLowerCase().replace(/\.$/, '')) || notPeople.has(word))
    )
  }

/** Firms that are called like people. */
const namesakes =
  /^(?:Goldman Sachs|Morgan Stanley|Merrill Lynch|Lehman Brothers|Wells Fargo|Rolls Royce|Procter Gamble|Ernst Young|Arthur Andersen|Charles Schwab|Johnson Controls|Philip Morris|Air \p{Lu}|Marks Spencer|Louis Vuitton|Hugo Boss|Mercedes Benz|Harley Davidson)/u

/** What else stands with capital letters after `with`, `by` and `under`. */
const notPeople = new Set(
  'Google Amazon Microsoft Apple Adobe Oracle SAP Salesforce Meta Facebook Azure AWS Excel Word Office Windows Linux Java Python Ruby Rails Spring Boot React Native Angular Vue Node Visual Studio Photoshop Illustrator Figma Power Point Jira Confluence Docker Kubernetes Terraform Jenkins Red Hat Cisco Lean Six Sigma Agile Scrum Great Britain New York Zealand South North East West United States Kingdom Nations European Union San Los Las Saint Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December English French German Spanish Italian Portuguese Dutch Chinese Japanese Ministry Department Council Hospital Bank Inc Ltd Group Clinic Institute University College School Foundation Museum Theatre City County State Award Prize Act Unity Unreal Engine SQL Server Big Cross Public Health Supply Chain Corporate Global Deep TensorFlow Apache Spark Kafka Elastic Search General Electric Motors Deutsche Siemens Bosch Volkswagen Toyota Hyundai Samsung Panasonic Nestlé Unilever Builders Construction Solutions Systems Technologies Consulting Partners Associates Services Industries Holdings Airlines Airways Air Foods Logistics Energy Insurance Capital Media Studios Labs Software Pharma Electronics Hotel Hotels Restaurant Trust Society Association Union Centre Center Stores Times News Journal Works Kuala Buenos Hong Saudi Puerto'.split(
    ' ',
  ),
)

const fieldNames =
  /(?:file|domain|user|code|company|product|project|brand|host|class)[- ]?(?:name|naam|namn|navn)[^\p{L}\p{N}]{1,4}$/iu

/** After `Name:` stands one, whatever it looks like; in words of a form it is an instruction. */
const labelled = (text: string): Span[] =>
  beNamed(text)
    .filter(({ start }) => !fieldNames.test(text.slice(Math.max(0, start - 24), start)))
    .map((span) => ({ ...span, end: span.start + text.slice(span.start, span.end).trimEnd().length }))

/** A résumé begins with its writer's name: two to five capital words, none of which says what somebody does. */
function topLine(text: string): Span[] {
  let start = 0
  let looked = 0
  for (const line of text.split('\n')) {
    const words = line.trim().replace(/^[#*=\s]+|(?<![*=\s])[*=\s]+$/gu, '')
    if (words !== '') {
      looked++
      const parts = words.split(/[\s\u00a0]+/u)
      const isOrdinary = parts.some((part) => ordinaryWords.has(part.toLowerCase().replace(/[.,:]/g, '')))
      const looksLike =
        /^(?:(?:\p{Lu}[\p{L}\p{M}'’.-]{0,30}|van|von|de|del|der|da|dos|di|la|bin|al)[ \u00a0,]{1,3}){1,5}\p{Lu}[\p{L}\p{M}'’.-]{0,30}$/u.test(
          words,
        )
      if (looksLike && !isOrdinary && parts.length <= 6) {
        const from = start + line.indexOf(words)
        return [{ start: from, end: from + words.length, kind: 'name' }]
      }
      // A heading such as `Curriculum Vitae` may stand above it.
      if (!isOrdinary || looked === 3) return []
    }
    start += line.length + 1
  }
  return []
}
