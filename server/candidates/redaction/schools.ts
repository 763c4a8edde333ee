import { unspaced } from './folded-text.ts'
import { matchesOf } from './matches.ts'
import { schoolWords } from './school-words.ts'
import { sectionLines } from './sections.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

/** A capital word, as names of schools are made of, and what stands between two of them. */
const capital = "\\p{Lu}[\\p{L}\\p{M}'’.&-]{0,40}"
const small =
  "of|for|in|and|at|the|de|del|della|dei|degli|di|do|da|dos|das|des|du|la|las|los|el|le|les|für|der|die|und|zu|van|voor|och|på|i|og|of|w|im|am|beim|u|v|í|na|v|din|y|et|e|&|d’|d'"
/** A degree beside a school is read: it says what somebody learnt. */
const degree =
  '(?:B\\.?(?:Sc|A|Eng|Ed|Com|Tech)|M\\.?(?:Sc|A|Eng|BA|Ed|Tech)|Ph\\.?D|Diplom\\p{L}*|Dipl|Bachelor|Master|Magister|Lic|Laurea|Licen\\p{L}*|Doctor\\p{L}*|Certificate)(?![\\p{L}])'
/** Not over the end of a sentence; `d’Informatique` has its small word before it. */
const joint = `(?<!\\p{Ll}{3}\\.)(?:[ \\t\\u00a0]+|,[ \\t](?=\\p{Lu}))(?!${degree})(?:(?:${small})[ \\t]+){0,3}(?:[dl][’'])?`
const near =
  '[ \\t\\u00a0]+(?:(?:of|for|and|the|de|del|della|di|do|da|dos|das|des|du|la|für|der|und|zu|van|voor|och|og|y|e|&)[ \\t]+){0,3}'
/** Small words that belong to what a school is called. */
const adjectives =
  "nationale?|supérieure?s?|technique|polytechnique|d[’']études?|politiques?|normale|commerciale|superiore|superior|técnic[oa]|statale|federal|estadual|municipal|ekonomická|technická|umělecká|ogólnokształcące|techniczne|universitaire|nacional|pública?|für|angewandte|freie|staatliche"
const called = `(?:[ ](?:${adjectives})(?![\\p{L}])){0,3}`
const number = '(?:[ ](?:nr|no|n°|№|#)\\.?[ ]?\\d{1,4})?'

/** Without their endings; as they begin a sentence or not, and in capitals. */
const cyrillic = [
  '[Уу]ниверситет',
  '[Уу]ніверситет',
  '[Уу]ніверсітэт',
  '[Уу]ниверзитет',
  '[Ии]нститут',
  '[Іі]нст[иы]тут',
  '[Аа]кадем[иіэ][яиіїюейј]',
  '[Гг][иі]мназ[иі][яиіїюейј]',
  '[Лл][иі]це[йяюе]',
  '[Уу]чилищ',
  '[Кк]олл?едж',
  '[Кк]онсерватор[иі]',
  '[Тт]ехн[иі]кум',
]
  .flatMap((word) => [word, word.toUpperCase()])
  .join('|')

const marked = byPatterns('school', [
  // The word with capital words before it, and after it what `of`, `in` or a space joins.
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?!${degree})(?:${capital}(?<!\\p{Ll}{3}\\.)${near}(?:\\p{Ll}{4,14}[ ])?){1,6}(?:${schoolWords})(?![\\p{L}])${called}(?:${joint}${capital}){0,6}${number}`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${schoolWords})(?![\\p{L}])${called}(?:${joint}${capital}){1,7}${number}`, 'gu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${schoolWords})(?:[ ](?:${adjectives})(?![\\p{L}])){1,3}`, 'gu'),
  // No hyphen within the words, since one parts them: one way alone to read `A-A-A-A`.
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{M}'’.&]{0,40}[ -]){1,4}(?:[Uu]niversitet|[Uu]niverzita|[Gg]ymnasium|[Gg]ymnázium|[Yy]liopisto|[Ee]gyetem|[Uu]niversitas)(?![\p{L}])/gu,
  /(?<![\p{L}])(?:Trường )?Đại học(?:\s\p{L}{1,8}){1,5}?(?=\s?(?:[,.;()\n|·•\t–-]|$|\d))/gu,
  // One word that names a school alone: `Volkshochschule`, `Musikhögskolan`.
  // That four letters come before is looked back for: `\p{L}{3,}` takes V8 thirty times as long to compile.
  /(?<![\p{L}])\p{Lu}\p{L}+(?<=\p{L}{4})(?:hochschule|universität|gymnasium|högskolan?|korkeakoulu|yliopisto|egyetem|hogeschool|skolan|skolen)(?![\p{L}])/gu,
  new RegExp(
    `[${unspaced}A-Za-z]{1,16}?(?:大学院|大学校|大學|大学|学院|學院|高等学校|高校|中学|中學|学校|學校|専門学校|대학교|대학원|대학|고등학교|과학기술원)`,
    'gu',
  ),
  /[\p{Script=Thai}\p{M}]{0,20}มหาวิทยาลัย[\p{Script=Thai}\p{M}]{0,40}|โรงเรียน[\p{Script=Thai}\p{M}]{1,40}/gu,
  /(?:ال)?(?:جامعة|كلية|معهد|مدرسة|دانشگاه|یونیورسٹی)(?:\s[\p{Script=Arabic}]{2,20}){1,4}/gu,
  /(?:אוניברסיטת|מכללת|הטכניון|המכללה)(?:[\s־-][\p{Script=Hebrew}"״]{2,20}){0,4}/gu,
  /(?:[\p{Script=Devanagari}\p{M}]{2,20}\s){1,4}(?:विश्वविद्यालय|महाविद्यालय|विद्यालय|संस्थान)/gu,
  // What comes before is capital words with small ones between them, never both at once: one way alone to read each text.
  new RegExp(
    `(?<!\\p{L})(?=\\p{Script=Cyrillic})(?:\\p{Lu}[\\p{L}-]{1,30}[ \\t](?:[\\p{Ll}-]{3,30}[ \\t]){0,3}){0,4}(?:${cyrillic})\\p{L}{0,3}(?!\\p{L})(?:[ \\t](?:им(?:ени|\\.)[ \\t])?(?:\\p{L}[\\p{L}.-]{1,30}[ \\t]?){1,4})?`,
    'gu',
  ),
  /(?<!\p{L})(?:(?:\p{Nd}ο|\p{Lu}\p{Ll}{2,20}) ){0,3}(?:Πανεπιστήμιο|Πολυτεχνείο|Σχολή|Λύκειο)(?:\s(?:\p{Lu}\p{Script=Greek}{2,20}|και|της|του|των)){0,5}/gu,
  // The word stands last, or alone between two others.
  /(?:[\p{L}\p{M}]{2,20} ){1,3}(?:বিশ্ববিদ্যালয়|বিশ্ববিদ্যালয়|কলেজ|பல்கலைக்கழகம்|కళాశాల|విశ్వవిద్యాలయం|സർവകലാശാല|યુનિવર્સિટી|ਯੂਨੀਵਰਸਿਟੀ|უნივერსიტეტი|համալսարան|ዩኒቨርሲቲ|ዩኒቨርስቲ|университеті)\p{L}{0,3}/gu,
  // Short forms, and places that stand for their school.
  /(?<![\p{L}\p{N}])(?:MIT|ETH(?: Zürich| Zurich)?|EPFL|EPFZ|UCLA|UCL|UCSD|UCSB|UNC|USC|NYU|CMU|LSE|LMU|KIT|TUM|TUB|RWTH|FAU|WU Wien|WHU|ESMT|KTH|NTNU|DTU|ITU|SDU|AAU|CBS|NUS|NTU|SMU|HKU|HKUST|CUHK|KAIST|POSTECH|SNU|USP|UFRJ|UFMG|UNAM|ITESM|UBA|UAM|UAB|UPC|UPM|UPF|UCM|UNED|IESE|ESADE|INSEAD|HEC|ESSEC|ESCP|EDHEC|ENS|INSA|ENSAE|ENSIMAG|EHESS|MGIMO|МГУ|СПбГУ|МФТИ|ВШЭ|МГТУ|HSE|MIPT|ITMO|FEUP|FEP|IST|ULisboa|UFSC|UFPR|UERJ|UNESP|UNICAMP|PUC|UTN|EAFIT|ITAM|IPN|ENSIMAG|UCLouvain|KU Leuven|VUB|ULB|EUR|TUe|SNSPA|ASE|ODTU|İTÜ|YTÜ|AGH|SGH|UJ|UW|PWr|BME|ELTE|ČVUT|CTU|VUT|UCD|TCD|DCU|UNSW|ANU|UTS|UQ|RMIT|UCT|UNILAG|KNUST|METU|ODTÜ|BITS|NIT|IIIT|VIT|IISc|AIIMS|IIM|IIT)(?:[ -](?:Bombay|Delhi|Madras|Kanpur|Kharagpur|Roorkee|Guwahati|Hyderabad|Ahmedabad|Bangalore|Calcutta|Lucknow|Pilani|Trichy|Warangal|Surathkal|Vellore|Aachen|Lyon|Toulouse|Paris|Sloan|Press))?(?: им\. \p{Lu}[\p{L}. ]{2,30})?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}])(?:TU|FU|HU|FH|HS|HTW|HTWK|BTU|PH|DHBW|UP|UC|UT|SUNY|CUNY|JNU|BHU|IE)[ -]\p{Lu}[\p{L}-]{2,30}(?![\p{L}])/gu,
  // As they are spoken of: `Uni Wien`, `Univ. of Chicago`, `U of T`, `Penn State`, `Georgia Tech`.
  /(?<![\p{L}\p{N}])(?:Uni|Univ\.?|U\.?(?= of ))[ -](?:(?:of|de|di|do|da|zu|der) )?(?:(?:San|Santa|St\.?|New|North|South|British|Notre) )?\p{Lu}[\p{L}-]{0,30}(?: \d{1,2})?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}])(?:Penn|Ohio|Michigan|Iowa|Florida|Arizona|Oregon|Kansas|Oklahoma|Colorado|Utah|Washington|Mississippi|Louisiana|Georgia|Boise|Fresno|San Diego|San Jos[eé]|San Francisco|North Carolina|NC) State(?![\p{L}])/gu,
  /(?<![\p{L}])(?:Georgia|Virginia|Texas|Michigan|Louisiana|Illinois) Tech(?![\p{L}])/gu,
  /(?<![\p{L}])(?:UPenn|UMass|UConn|UChicago|UMich|UIUC|UVA|UBC|Mizzou|Ole Miss|Unibo|Unimi|Unito|Unipd)(?![\p{L}])/gu,
  /(?<![\p{L}])(?:Oxford|Cambridge|Harvard|Stanford|Yale|Princeton|Columbia|Cornell|Dartmouth|Caltech|Berkeley|Georgetown|Vanderbilt|Emory|Tufts|Wellesley|Eton|Harrow|Sorbonne|Sciences Po|Bocconi|Sapienza|Charité|Humboldt-Uni|Chalmers|Tsinghua|Fudan|Peking University|Waseda|Keio|Todai|Yonsei|Technion|McGill|Wharton|Juilliard|Polimi|Polito|Wageningen|Erasmus|Mines ParisTech|CentraleSupélec|Centrale|Télécom Paris|AgroParisTech|Makerere)(?![\p{L}])/gu,
])

const degrees =
  /(?<![\p{L}])(?:b\.?\s?(?:sc|a|eng|tech|ed|com|s|ba|fa)|m\.?\s?(?:sc|a|eng|tech|ed|ba|phil|fa|s|res|ph)|ph\.?\s?d|dphil|mba|emba|llm|llb|jd|md|diplom\p{L}*|dipl|bachelor\p{L}*|master\p{L}*|magister|magíster|licenciatura|licence|laurea|lic|doctor\p{L}*|doktor\p{L}*|promotion|abitur|matura|baccalauréat|a-levels?|gcse|hnd|btec|certificate|degree|minor|major|thesis|dissertation|grade|gpa|first class|honou?rs|cum laude|computer science|informatik|informatique|engineering|mathemat\p{L}*|physics|chemistry|biology|economics|history|business|law|medicine|nursing|design|music|psychology|studies|science|sciences|philosophy|accounting|finance|marketing|architecture|education|literature|linguistics|statistics|in|mechanical|electrical|electronics?|civil|\p{L}{2,14}kunde|abschluss|note|bac|gpa|\p{L}{0,12}(?:wirtschaft|wissenschaft|technik|recht|bau)|(?:ekonom|econom|économ|inform|comput|administra|gestion|manage|logisti|contab|comptab|mühendis|ingenier|ingénier|inżynier|mecanic|mécan|mecân|meccan|elektr|électr|eletr|mathém|matem|physi|fizy|físic|chemi|chimi|biolog|psycholog|psicolog|sociolog|sozio|pedagog|pädagog|filolog|philolog|lettres|langue|jura|droit|derecho|direito|diritto|prawo|medi[cz]in|médecin|pflege|turism|touris|communic|comunic|journal|period|histor|polit|architekt|archite|arquitec|bwl|vwl|işletme|iktisat|hukuk|tıp)\p{L}*)(?![\p{L}])/iu

const segments = /[^,;|·•–—()\t]+/gu

/** A label that is no school's: `Skills: SAP, Excel` goes on about something else. */
const otherLabel = /^[^\n:]{2,30}:/u
const schoolLabel =
  /^[^:]{0,20}(?:school|schule|école|escuela|escola|scuola|universi|institut|college|colegio|lycée|szkoła|okul)/iu
/** Without when, before where; one word alone behind a date is a field as often as a school. */
const afterDates = (words: string): string => words.replace(/^[\p{Nd}\s./–-]{4,20}(?=\p{Lu}\S*\s)/u, '')

/** In a résumé's part about education, what names neither a degree nor a field is the school. */
function inEducation(text: string): Span[] {
  return sectionLines(text, 'education').flatMap(({ start, line }) =>
    otherLabel.test(line) && !/^[\p{Nd}\s]/u.test(line) && !schoolLabel.test(line)
      ? []
      : matchesOf(segments, line).flatMap((segment) => {
          const words = afterDates(segment[0].trim())
          const isName = /^\p{Lu}/u.test(words) && words.split(/\s+/).length <= 7 && !/[:!?]$|\p{L}{4}\.$/u.test(words)
          if (!isName || degrees.test(words)) return []
          const from = start + segment.index + segment[0].indexOf(words)
          return [{ start: from, end: from + words.length, kind: 'school' as const }]
        }),
  )
}

export const findSchools: Finder = (text) => [...marked(text), ...inEducation(text)]
