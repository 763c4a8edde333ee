import { matchesOf } from './matches.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

const word = (alternatives: string) => `(?<![\\p{L}\\p{N}])(?:${alternatives})`

/** What follows words for a birth is withheld to the end of its line or clause. */
const births = byPatterns('age', [
  new RegExp(
    `${word(
      'date of birth|birth ?date|birth ?day|place of birth|d\\.?o\\.?b|born(?: on| in)?|geboren(?: am)?|geb|geburts(?:datum|tag|ort)|née?(?: le)?|' +
        'date de naissance|fecha de nacimiento|lugar de nacimiento|nacid[oa](?: el)?|nascid[oa](?: em)?|data de nascimento|data di nascita|nat[oa](?: il)?|' +
        'geboortedatum|geboren op|födelsedatum|född|fødselsdato|født|syntymäaika|syntynyt|data urodzenia|urodzon[ya]|ur|datum narození|narozen[áý]?|' +
        'született|születési (?:idő|dátum|hely)|data nașterii|născut[ăa]?|doğum (?:tarihi|yeri)|doğumlu|дата рождения|родился|родилась|дата народження|' +
        'ημερομηνία γέννησης|تاريخ الميلاد|تاریخ تولد|תאריך לידה|जन्म तिथि|जन्मतिथि|생년월일|生年月日|出生(?:日期|年月|地)?|出身地|本籍|วันเกิด|ngày sinh|(?:tempat ?(?:\\/|dan|,)? ?)?(?:tgl|tanggal)\\.? lahir|' +
        'né le|rođen[ao]?|datum rođenja|рођен[ао]?|датум рођења|роден[а]?|дата на раждане|народи(?:вся|лася|лась)|gimimo (?:data|metai)|dzimšanas (?:datums|gads)|sünniaeg|sündinud|dátum narodenia|narodený|fædd?(?:ur)?|födelse(?:datum|ort|tid)|luogo di nascita|local de nascimento|naturalidade|miejsce urodzenia|místo narození|место рождения|місце народження|' +
        'ημ(?:\\.|\\/νία)? γέννησης|γεννήθηκα|জন্ম তারিখ|பிறந்த தேதி|పుట్టిన తేదీ|დაბადების თარიღი|ծննդյան|محل (?:الميلاد|تولد)|مكان الولادة|출생',
    )}(?![\\p{L}])(?:[\\s.:：–-]{0,4}|[ ]?[|\\t\\u3000]{1,9}[ ]?)(?<it>[^\\n;|·•]{2,60})`,
    'giu',
  ),
])

/** Years of an age; where a number of them can be that of a job, what stands around them decides. */
const unit =
  'jahre|years|jaar|ans|años|anos|anni|år|lat|let|rokov|godina|години|године|година|лет|года?|років|роки|рік|éves|ani|yaşında|vuotta|ετών|χρονών|ára'
const sentenceGoesOn = '(?=\\s?(?:[,.;)\\n]|and |und |en |et |y |e |i |и |og |och |$))'

const ages = byPatterns('age', [
  new RegExp(
    `${word('age|alter|âge|edad|età|idade|leeftijd|ålder|alder|ikä|wiek|věk|életkor|vârsta|yaş|возраст|вік|ηλικία|العمر|سن|גיל|आयु|उम्र|나이|年齢|年龄|年齡|อายุ|tuổi|usia|umur')}(?![\\p{L}])\\s?[:：]?\\s?(?<it>\\p{Nd}{2})(?!\\p{N})`,
    'giu',
  ),
  /(?<![\p{L}\p{N}])aged?\s+\p{Nd}{2}(?!\p{N})/giu,
  /(?<![\p{L}\p{N}.,])\p{Nd}{2}[\s-]?(?:years?|yrs?|y)[\s-]?(?:old|of age)(?!\p{L})/giu,
  /(?<![\p{L}\p{N}.,])\p{Nd}{2}\s?(?:y\/o|y\.o\.|yo)(?!\p{L})/giu,
  /(?<![\p{L}\p{N}.,])\p{Nd}{2}\s?(?:Jahre alt|[Jj]ährige?r?|ans(?! (?:d|de|dans|of|comme))|años de edad|años(?= ?[,.)\n])|anni(?= ?[,.)\n])|anos(?= ?[,.)\n])|anos de idade|jaar oud|år gammal|år gammel|-vuotias|lat(?= ?[,.)\n])|let(?= ?[,.)\n])|éves|de ani|yaşında|лет(?= ?[,.)\n])|год(?:а)?(?= ?[,.)\n])|років|ετών|سنة|שנים|वर्ष|साल|세|歳|岁|歲|ปี|tuổi|tahun)/gu,
  // `ik ben 29`, `mam 41 lat`, `мне 27 лет`: who says so of themselves; and as a clause of its own.
  new RegExp(
    `${word("ich bin|i am|i['’]m|ik ben|jeg er|jag är")}\\s(?<it>\\p{Nd}{2}(?:\\s(?:${unit}))?)${sentenceGoesOn}`,
    'giu',
  ),
  new RegExp(
    `${word("j['’]ai|tengo|tenho|ho|mam|mám|je mi|imam|имам|мне|мені|am|είμαι|vagyok|yaşım")}\\s(?<it>\\p{Nd}{2}\\s(?:de )?(?:${unit}))${sentenceGoesOn}`,
    'giu',
  ),
  // In English and in brackets it is how long somebody has known something: `Java (20 years)`.
  new RegExp(
    `(?<=(?:^|[\\n,.;|·•\\t]))[ ]?(?<it>(?:1[6-9]|[2-7]\\d)\\s(?!years|ans)(?:${unit}))(?=[ ]?(?:[,.;|·•\\n\\t]|$|\\s{3}))`,
    'giu',
  ),
  /(?<![\p{L}])(?:in (?:my|his|her|their) (?:early |mid-?|late )?(?:twenties|thirties|forties|fifties|sixties))/giu,
])

const months =
  'jan|feb|mar|m[aä]r|apr|may|mai|maj|jun|jul|aug|sep|oct|okt|out|nov|dec|dez|déc|dic|ene|abr|ago|gen|mag|giu|lug|set|ott|янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|févr|avr|juin|juil|août|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru'
const dates = byPatterns('age', [
  /(?<![\p{N}.,/-])\p{Nd}{1,2}\s?[./-]\s?\p{Nd}{1,2}\s?[./-]\s?(?:\p{Nd}{4}|\p{Nd}{2})(?![\p{N}]|[.,/-]\p{N})/gu,
  /(?<![\p{N}.,/-])(?:19|20)\d\d\s?[./-]\s?\d{1,2}(?:\s?[./-]\s?\d{1,2})?(?![\p{N}]|[.,/-]\p{N})/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}])\\p{Nd}{1,2}(?:st|nd|rd|th|er|º|ª|\\.)?(?:\\s(?:of|de|di|do))?\\s(?:${months})\\p{L}{0,9}\\.?,?(?:\\s(?:de|del))?\\s(?:19|20)\\d\\d`,
    'giu',
  ),
  /(?:明治|大正|昭和|平成|令和)(?:\p{Nd}{1,2}|元)年(?:\p{Nd}{1,2}月)?(?:\p{Nd}{1,2}日)?/gu,
  /\p{Nd}{4}\s?[年년](?:\s?\p{Nd}{1,2}\s?[月월])?(?:\s?\p{Nd}{1,2}\s?[日일])?/gu,
  /(?<![\p{L}\p{N}])(?:class of|promotion|jahrgang|promoción)\s['’]?\d{2,4}/giu,
  /(?<=[\s(,–-])['’]\d{2}(?!\p{N}|['’])/gu,
])

const year =
  /(?<![\p{N}]|[\p{N}][.,]|[#$€£])(?:19[3-9]\d|20[0-4]\d|[१-९][०-९]{3}|[١-٩][٠-٩]{3}|[۱-۹][۰-۹]{3}|25[0-9]{2}(?=\s?(?:BE|พ)))(?![\p{N}]|[.,]\p{N})/gu

/** Years, and with them whatever says how long ago something was; numbers that count something stay. */
function years(text: string): Span[] {
  return matchesOf(year, text).flatMap((match) => {
    const end = match.index + match[0].length
    const after = text.slice(end, end + 24)
    const counts =
      /^\s?(?:%|€|\$|£|[kKM]\b|(?:EUR|USD|GBP|users?|people|customers?|clients?|employees|students|pupils|patients|requests?|orders?|items?|lines?|rows?|hours?|units?|stores?|servers?|tests?|pages?|visitors?|tickets?|members?|tons?|kg|km|m²|sq|words|calls|transactions|devices|sites|records|nodes)(?![\p{L}]))/u
    const isDated =
      /(?:^|[^\p{L}])(?:in|since|from|until|till|by|of|during|after|before|to|and|early|late|mid|im|seit|ab|bis|en|depuis|desde|nel|dal)\s$|[-–/]\s?$/iu
    const isCount =
      counts.test(after) ||
      (/^\s\p{Ll}{3,}s(?!\p{L})/u.test(after) && !isDated.test(text.slice(Math.max(0, match.index - 9), match.index)))
    if (isCount) return []
    return [{ start: match.index, end, kind: 'age' as const }]
  })
}

export const findAges: Finder = (text) => [...births(text), ...ages(text), ...dates(text), ...years(text)]
