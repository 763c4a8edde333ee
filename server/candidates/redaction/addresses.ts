import { beside } from './labels.ts'
import { matchesOf } from './matches.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

const capital = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,40}"
const house = '\\p{Nd}{1,5}(?:\\s?[\\/-]\\s?\\p{Nd}{1,5}){0,2}(?:\\s?-?[a-zA-Z])?(?![\\p{L}\\p{N}])'
const start = '(?<![\\p{L}\\p{N}])'

/** The words with a small or a large first letter: what follows them must be large, so that the flag `i` is no way. */
const eitherCase = (words: string): string =>
  words
    .split('|')
    .map((word) =>
      /^\p{L}/u.test(word) ? `[${word[0]?.toUpperCase()}${word[0]?.toLowerCase()}]${word.slice(1)}` : word,
    )
    .join('|')

/** A line that says itself what it is. */
const addressLabels =
  '(?:home |postal |mailing |street |current |permanent |present )?address|anschrift|adresse(?: postale)?|straße|strasse|plz(?:[ ]?\\/[ ]?(?:wohn)?ort)?|wohnort|wohnhaft(?: in)?|direcci[oó]n|domicilio|endereço|morada|indirizzo|residenza|residente (?:a|in)|adres(?: zamieszkania)?|woonplaats|adress|bostadsadress|osoite|lakcím|cím|adresă|adresa|bydliště|адрес(?: проживания)?|адреса|διεύθυνση|العنوان|عنوان|نشانی|آدرس|کتوبت|כתובת|पता|ঠিকানা|முகவரி|చిరునామా|მისამართი|հասցե|住所|現住所|地址|住址|(?:现|現)?居(?:住)?地址?|주소|ที่อยู่|địa chỉ|alamat|zip(?: code)?|postcode|post code|postal code|code postal|cep|código postal|cap|pin(?: ?code)?'
const labelled = beside('address', addressLabels, '[^\\n;|]{2,160}')
const living = byPatterns('address', [
  /(?<![\p{L}])(?:live[sd]?|living|reside[sd]?|residing|based) (?:at|on) (?<it>\p{Nd}[^\n;|]{4,100}|[^\n;|]{2,40}\p{Nd}{1,4}[^\n;|.]{0,60})/giu,
])

const rest = `(?:,?\\s(?:apt|apartment|flat|unit|suite|ste|floor|fl|no|nr|№|#|int|scala|piano|bus|bte|boîte|lgh|d)[.:]?\\s?#?[\\p{L}\\p{N}-]{1,6}|,\\s(?:st|\\p{Nd}{1,2})\\.\\s?(?:tv|th|mf)\\.?)?`
/** What goes on after the street: postal code and place, up to three parts. */
const place = `(?:(?:,|[ ][-–—·])?[ \\t]{0,2}\\n?[ \\t]{0,2}(?:[A-Z]{1,2}-)?(?:\\p{Nd}{4,6}|\\p{Nd}{3}[ ]\\p{Nd}{2,3}|\\p{Nd}{2}-\\p{Nd}{3}|\\p{Nd}{4}-\\p{Nd}{3}|\\p{Nd}{5}-\\p{Nd}{3,4}|\\p{Nd}{4}\\s[A-Z]{2})(?:[ ]${capital}){0,3})?(?:,[ ](?:${capital})(?:[ ]${capital}){0,2}(?:[ ]-?[ ]?[A-Z0-9]{2,4}(?:[ ][A-Z0-9]{3,4})?(?:-\\d{3,4})?)?){0,4}(?:,?[ ]-?[ ]?\\p{Nd}{5,6})?`

const english =
  'Street|St|Str|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Terrace|Ter|Way|Close|Square|Sq|Crescent|Cres|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Trl|Row|Mews|Gardens|Gdns|Grove|Hill|Green|Park|Walk|Quay|Nagar|Marg|Colony|Layout|Enclave|Vihar|Estate|Crossing|Loop|Alley|Plaza|Pike|Rise|Vale|View|Wharf|Yard|Broadway'
const germanic =
  '\\p{L}[\\p{L}.-]{0,40}(?:straße|strasse|str\\.|weg|allee|platz|gasse|ring|damm|ufer|steig|straat|laan|gracht|plein|kade|dijk|singel|gatan|gata|vägen|väg|gränd|torget|vej|vejen|gade|gaden|allé|veien|vei|veg|katu|kuja|tie|polku|stræti|gatvė)'

const kindFirst = eitherCase(
  'rue|avenue|av\\.?|bd|boulevard|impasse|chemin|allée|allées|quai|cours|place|square|route|passage|villa|calle|c\\/|avenida|avda\\.?|plaza|pza\\.?|paseo|p\\.º|carrer|carretera|ronda|camino|callej[oó]n|travesía|jirón|jr\\.|rua|r\\.|travessa|praça|largo|alameda|estrada|rodovia|via|v\\.le|viale|piazza|p\\.zza|corso|c\\.so|vicolo|largo|strada|str\\.|aleea|bulevardul|b-dul|calea|șos\\.|ulica|ul\\.|al\\.|aleja|aleje|os\\.|osiedle|pl\\.|plac|ulice|třída|náměstí|nám\\.|ulitsa|jalan|jl\\.|lorong|jln\\.?|soi|đường|phố|ngõ',
)

const streets = byPatterns('address', [
  new RegExp(
    `${start}(?:(?:${eitherCase('flat|apt|apartment|unit|suite|plot|house|door|block')})\\.?\\s(?:[Nn]o\\.?\\s)?#?[\\p{N}A-Z-]{1,6},?\\s(?:${house}[,.]?\\s)?|${house}[,.]?\\s)(?:[NSEW]\\.?\\s)?(?:(?:${capital}|\\p{Nd}{1,3}(?:st|nd|rd|th))[ ]){0,4}(?:${eitherCase(english)})(?![\\p{L}])\\.?${rest}${place}`,
    'gu',
  ),
  new RegExp(`${start}${germanic}\\s${house}${rest}${place}`, 'giu'),
  new RegExp(
    `${start}(?:${capital}[ ]){1,3}(?:${eitherCase('Straße|Strasse|Str\\.|Weg|Allee|Platz|Gasse|Ring|Damm|Ufer|Straat|Laan|Weg|Plein|Gatan|Vägen|Vej|Gade|Gate|Vei|katu|tie|utca|u\\.|út|tér|körút|krt\\.|köz|sor|Sokak|Sokağı|Sok\\.?|Sk\\.?|Caddesi|Cad\\.?|Cd\\.?|Bulvarı|Blv\\.?|Mahallesi|Mah\\.?')})[ ,]{1,2}(?:(?:No|Nr|no|nr|D|Kat)[.:]?\\s?)?${house}${rest}${place}`,
    'gu',
  ),
  // The kind of street comes first.
  new RegExp(
    `${start}(?:${house}(?:\\s(?:bis|ter))?,?\\s)?(?:${kindFirst})\\s(?:(?:de l[’']|de|de la|de las|de los|del|des|du|la|las|los|el|le|les|d’|d'|da|do|dos|das|della|dei|degli|delle|di|św\\.|gen\\.|ks\\.|prof\\.|dr\\.)\\s?){0,3}${capital}(?:\\s(?:${capital}|de|la|del|da|do|dos|des|du|di|della|y|e|i|of|the)){0,6}(?:,?\\s(?:n[º°o.]{0,2}|nr\\.?|num\\.?|núm\\.?|#|č\\.?\\s?p\\.?|bl\\.)?\\s?${house})?(?:,?\\s(?:${'\\p{Nd}{1,2}(?!\\p{Nd})[ºª°.]?\\s?(?:[A-Z]|izq|dcha|dto|esq|frente)?\\.?|m\\.\\s?\\p{Nd}{1,4}|ap(?:t|to|to\\.|\\.)?\\s?\\p{Nd}{1,4}|bl\\.\\s?[\\p{L}\\p{N}]{1,4}|sc\\.\\s?[\\p{L}\\p{N}]{1,3}|piso\\s\\p{Nd}{1,2}'})){0,3}${place}`,
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?:ул|улица|пр|просп|проспект|пер|переулок|пл|площадь|бул|бульвар|наб|набережная|ш|шоссе|вул|вулиця)\.?\s(?:(?:\p{Nd}{1,3}-\p{L}{1,3}\s)?[\p{L}-]{2,30}\s?){1,3}(?:,\s?(?:(?:д|дом|буд|б)\.?)?\s?\p{Nd}{1,4}\p{L}?(?:\/\p{Nd}{1,3})?)?(?:,?\s?(?:к|корп|стр)\.?\s?\p{Nd}{1,3})?(?:,?\s?(?:кв|квартира)\.?\s?\p{Nd}{1,4})?/giu,
  /(?:г|гор|м|місто|город)\.\s?\p{Lu}[\p{L}-]{2,30}(?=,?\s?(?:ул|пр|пер|вул))/gu,
  /(?:شارع|حي|طريق|خیابان|کوچه|بلوار|پلاک)(?:\s[\p{Script=Arabic}\p{Nd}]{1,20}){1,5}(?:[،,]\s?[\p{Script=Arabic}\p{Nd}\s]{2,30}){0,2}/gu,
  /(?:רחוב|רח'|שדרות|שד')(?:\s[\p{Script=Hebrew}"״]{2,20}){1,3}\s\p{Nd}{1,4}(?:,\s?[\p{Script=Hebrew}\s-]{2,30})?/gu,
  /(?:οδός|Λεωφόρος|Λεωφ\.)\s\p{Script=Greek}{2,30}(?:\s\p{Script=Greek}{2,30}){0,2}\s\p{Nd}{1,4}/giu,
])

/** What a number of four digits or more counts, where it stands with a capital letter. */
const counted =
  '(?:Users|Customers|Clients|Patients|Employees|Students|People|Members|Visitors|Players|Participants|Subscribers|Followers|Downloads|Desktops|Servers|Devices|Requests|Orders|Items|Lines|Units|Stores|Calls|Transactions|Records|Hours|Miles|Tests|Seats|Pages|Words)(?!\\p{L})'

const posts = byPatterns('address', [
  // Plots, sectors and quarters.
  /(?<![\p{L}\p{N}])(?:[Pp]lot|[Ff]lat|[Hh]ouse|[Dd]oor|[Vv]illa|[Rr]oom|[Uu]nit)\s(?:[Nn]o\.?\s)?#?[\p{N}\p{Lu}-]{1,7}(?:,\s[\p{Lu}\p{N}][^,\n|·•;@]{1,30}){1,5}/gu,
  /(?<![\p{L}\p{N}])(?:[\p{Lu}\p{N}][\p{L}\p{N}-]{0,20},?\s){1,3}\p{Lu}[\p{L}-]{1,20}-(?:gu|ku|dong|ro|gil|si|shi|cho|machi)(?![\p{L}-])/gu,
  // Japan, China, Korea: from the large to the small.
  /〒?\s?\p{Nd}{3}[-－]\p{Nd}{4}\s?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\p{Nd}\-－丁目番地号 ]{3,60}/gu,
  /[\p{Script=Han}]{1,6}(?:都|道|府|県)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]{1,12}(?:市|区|郡|町|村)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\p{Nd}\-－丁目番地号]{1,30}/gu,
  /(?:[\p{Script=Han}]{2,6}(?:省|市|自治区|區|区|县|縣)){1,3}[\p{Script=Han}]{2,12}(?:路|街|道|巷|弄|大道|胡同|村)(?:[\p{Script=Han}]?\p{Nd}{1,5}[号號弄院幢室层層楼樓栋棟单元座之\p{Nd}-]{0,20})?/gu,
  /[가-힣]{2,8}(?:특별시|광역시|시|도)\s[가-힣]{1,6}(?:시|구|군)(?:\s[가-힣]{1,6}구)?\s[가-힣\d·-]{1,20}(?:로|길|동|읍|면|가)(?:\s?\d{1,4}(?:-\d{1,4})?(?:번길)?(?:\s?\d{1,4})?)?(?:[, ]{1,2}\d{1,4}동)?(?:\s?\d{1,4}호)?/gu,
  // A house behind its name or the way to it, and the post's number of a town.
  new RegExp(
    `${start}${capital}(?:[ ](?:${capital}|[\\p{Ll}]{2,4}\\.?)){0,3}[ ]${house}${rest},[ ](?:[A-Z]{2}-)?(?!(?:19|20)\\p{Nd}{2}[ ])(?:\\p{Nd}{4,6}|\\p{Nd}{3}(?:[ ]\\p{Nd}{2})?)[ ](?!${counted})${capital}(?:[ ]${capital}){0,2}`,
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?:(?:Blk|Block)\.?\s\p{Nd}{1,3},?\s(?:L|Lot)\.?\s\p{Nd}{1,3}|(?:Brgy|Barangay|Sitio|Purok)\.?\s\p{Lu})[^\n;|·•@]{3,90}/gu,
  // Postal codes with their place.
  /(?<![\p{L}\p{N}])[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4}(?![\p{L}\p{N}])(?<=\d.{0,4})/gu,
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d(?![\p{L}\p{N}])/gu,
  new RegExp(`${start}(?:${capital}[ ]){0,2}${capital},\\s[A-Z]{2}\\s\\d{5}(?:-\\d{4})?(?!\\p{N})`, 'gu'),
  new RegExp(
    `${start}(?:[A-Z]{1,2}-)?(?:\\d{4}[ ]?[A-Z]{2}|\\d{2}-\\d{3}|\\d{4}-\\d{3}|\\d{5}-\\d{3})\\s${capital}(?:[ ]${capital}){0,2}`,
    'gu',
  ),
  new RegExp(
    `${start}(?:${capital}[ ]){0,2}${capital}(?:[ ]?[-–/,][ ]?[A-Z]{2})?,?[ ]?[-–]?[ ]?(?:\\d{5}-\\d{3}|[1-9]\\d{5})(?![\\p{N}])`,
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?:p\.?\s?o\.?\s?box|postfach|bo[iî]te postale|b\.p\.|casella postale|apartado(?: postal)?|caixa postal|skrytka pocztowa)\s?#?\p{Nd}{1,7}/giu,
])

const town = new RegExp(
  `(?<=^|\\n|[,|·•]\\s?|\\s)(?:[A-Z]{1,2}-)?(?:\\p{Nd}{4,5}|\\p{Nd}{3}[ ]\\p{Nd}{2})[ ](?!${counted})${capital}(?:[ -]${capital}){0,2}`,
  'gu',
)

/** Five digits and a place: where it stands alone, or where the line above or before is an address. */
function placesBeside(text: string, found: readonly Span[]): Span[] {
  return matchesOf(town, text).flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 3), match.index)
    const isBeside = found.some(({ end }) => end <= match.index && match.index - end <= 4)
    const lineStart = /(?:^|\n|[|·•]\s?)$/.test(before)
    const isYear = /^(?:19|20)\d\d /.test(match[0])
    return isBeside || (lineStart && !isYear)
      ? [{ start: match.index, end: match.index + match[0].length, kind: 'address' as const }]
      : []
  })
}

/** A cell of a line: what stands between its ends, bars and bullets. */
const cell = /[^\n|·•;\t]+/gu
/** A house number, or a postal code beside a place: what a cell that is an address has. */
const cellAddress = new RegExp(
  `^(?=.{6,110}$)(?:${capital}|\\p{Nd}{1,5}[\\p{L}]?)[^,.!?@]{0,40},\\s(?:[^,!?@]{1,30},\\s){0,3}(?:(?:[A-Z]{1,2}-)?(?:\\p{Nd}{4,6}|\\p{Nd}{3}[ ]\\p{Nd}{2})[ ](?!${counted})${capital}(?:[ -]${capital}){0,2}|${capital}(?:[ -]${capital}){0,2}(?:[ ]-)?[ ](?:\\p{Nd}{4,6}|\\p{Nd}{3}[ -]\\p{Nd}{2,4}))(?:,\\s${capital})?\\.?$`,
  'u',
)

function cells(text: string): Span[] {
  return matchesOf(cell, text).flatMap((match) => {
    const words = match[0].trim()
    // A year at the end makes it a line about a job or a school.
    if (!cellAddress.test(words) || /(?:19|20)\p{Nd}{2}\.?$/u.test(words)) return []
    const start = match.index + match[0].indexOf(words)
    return [{ start, end: start + words.length, kind: 'address' as const }]
  })
}

const onwards = /^[،,]\s?(?:TP\.\s)?(?:\p{Lu}|\p{Nd}|\p{Lo})[^\n,،;|·•.()@]{0,30}(?=$|[\n,،;|·•.()])/u
const before = /(?:^|[\n|·•;])[ \t]*(?<it>(?:\p{Lu}|\p{Nd})[^\n|·•;@]{0,40},[ ]?)$/u

const restOfTown = /^(?:[ ]?[-–]?[ ](?:\p{Lu}[\p{L}\p{M}.]*|de|do|da|del|la|di|\p{Nd}{1,6}))+(?=$|[\n,،;|·•.()])/u

/** The town after the street, and the house before it, belong to the address. */
function extended(text: string, span: Span): Span {
  let { start, end } = span
  end += restOfTown.exec(text.slice(end, end + 40))?.[0].length ?? 0
  for (let parts = 0; parts < 3; parts++) {
    const next = onwards.exec(text.slice(end, end + 40))?.[0]
    if (!next || /\s\p{Ll}{4,}/u.test(next)) break
    end += next.length
  }
  const head = before.exec(text.slice(Math.max(0, start - 60), start))?.groups?.['it']
  if (head && head.trim().split(/\s+/).length <= 5) start -= head.length
  return { start, end, kind: 'address' }
}

export const findAddresses: Finder = (text) => {
  const found = [...streets(text), ...posts(text)].map((span) => extended(text, span))
  return [...labelled(text), ...living(text), ...cells(text), ...found, ...placesBeside(text, found)]
}
