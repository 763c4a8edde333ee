import { beside } from './labels.ts'
import { byPatterns, type Finder } from './spans.ts'

const alone = (words: string, flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])\\.?`, flags)

/** Pronouns, titles and what else tells a gender, a family or an origin. */
const fields = beside(
  'gender',
  'gender|sex|geschlecht|sexe|sexo|sesso|płeć|пол|kön|cinsiyet|nem|性別|性别|성별|الجنس|मर्यादा|लिंग|marital status|familienstand|état civil|situation familiale|estado civil|stato civile|stan cywilny|семейное положение|medeni (?:hal|durum)|婚姻(?:状况|狀況)?|結婚|결혼|الحالة (?:الاجتماعية|العائلية)|nationality|nationalität|staatsangehörigkeit|nationalité|nacionalidad|nacionalidade|nazionalità|narodowość|obywatelstwo|гражданство|uyruk|国籍|國籍|국적|الجنسية|religion|race|ethnicity|children|kinder|enfants|hijos|pronouns|pronomen|pronoms|pronombres|民族|籍贯|籍貫|政治面貌|户口|戶籍|健康状况|宗教|配偶者|扶養家族|병역|본적|종교|state of origin|l\\.?g\\.?a\\.?|caste|civil status|citizenship|sexual orientation|military (?:service|status)|cittadinanza|confessione|konfession|wehrdienst|eltern|vater|mutter|geschwister|agama|status per(?:kawinan|nikahan)|jenis kelamin|religi[aãóo]n?|religião|religione|الديانة|دين|धर्म|ধর্ম|เพศ|ศาสนา|สัญชาติ|สถานภาพ(?:สมรส)?|giới tính|dân tộc|tôn giáo|quốc tịch|(?:tình trạng )?hôn nhân|লিঙ্গ|বৈবাহিক অবস্থা|பாலினம்|spol|стать|burgerlijke staat|nationaliteit|geslacht|nationalitet|siviilisääty|kansalaisuus|sivilst(?:atus|and)|civilstånd|medborgarskap|statsborgerskap|állampolgárság|családi állapot|stare(?:a)? civilă|cetățeni[ea]|občan(?:ství|stvo)|rodinný stav|državljanstvo|bračno stanje|υπηκοότητα|οικογενειακή κατάσταση|φύλο|сімейний стан|громадянство|askerlik(?: durumu)?|uyruğu|وضعیت تأهل|جنسیت|ملیت|מצב משפחתי|מין|אזרחות|father|mother|spouse',
  '[^\\n;|·•]{1,60}',
)

const words = byPatterns('gender', [
  alone(
    'née|nacid[oa] (?:el|en)|nascid[oa] (?:em|a)|nat[oa] (?:a|il)|urodzon[ya]|narozen[áý]|rođen[ao]|родился|родилась|народився|народилася|născut[ăa]?|Né le|Née le',
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?:she|he|they|her|him|them|ze|xe|zie|hir|sie|er|elle|il|iel|ella|él|elle|ela|ele|lei|lui|hon|han|hen|ona|on|hij|zij|die|hun)(?:\s?\/\s?(?:she|he|they|her|hers|him|his|them|theirs?|hir|zir|xem|ihr|ihm|ihn|sein|elle|lui|iel|ella|él|ela|ele|lei|henne|honom|hens?|jej|jego|haar|hem|zijn|any)){1,3}(?![\p{L}])/giu,
  alone('she|he|her|hers|herself|him|his|himself', 'giu'),
  alone(
    'mr|mrs|(?!ms[ ](?:office|excel|word|access|project|outlook|power ?point|teams|sql|visio|dynamics|azure|windows|sharepoint|exchange|visual|server|in)(?!\\p{L})|ms[,;/)])ms|miss|mx|sir|madam|messrs',
    'giu',
  ),
  alone(
    'Herrn?|Frau|Fräulein|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Señorita|Srta|Sra?|Senhora?|Signora?|Signorina|Sig\\.?ra|Mevrouw|Meneer|Mevr|Dhr|Pani?|Paní|Bay|Bayan|Fru|Herra|Rouva|Господин|Госпожа|Г-н|Г-жа|السيدة?|الآنسة|श्री|श्रीमती|先生|女士|小姐',
    'gu',
  ),
  /(?<![\p{L}])(?:height|weight|größe|gewicht|taille|poids|altura|estatura|peso|tinggi|berat)(?: badan)?\s?[:：]\s?(?<it>\p{Nd}[\p{Nd}.,]{0,4}\s?(?:c?m|kg|lbs?|ft|['’′]\s?\p{Nd}{1,2}["”″]?)(?:\s?\p{Nd}{1,2})?)(?=\s?(?:[,;.|·•)\n]|$))/giu,
  alone(
    '(?:single |proud |working )?(?:mother|father|mum|mom|dad|parent) of (?:\\w+|\\d)|maternity leave|paternity leave|my (?:husband|wife)|Elternzeit|Mutterschutz|congé (?:de )?maternité|baja por maternidad',
    'giu',
  ),
])

/** As a clause of its own: `verheiratet, zwei Kinder`. Within a sentence the same words tell of work. */
const clause = '(?<=(?:^|[\\n,;|·•(:\\t–-]|\\p{L}\\.))[ ]?'
const clauseEnd = '(?=[ ]?(?:[.,;|·•)\\n\\t]|$|(?:and|und|et|y|e|i|и|og|och|en|mit|con|avec)[ ]|\\s{3}))'
const married =
  'verheiratet|ledig|geschieden|verwitwet|married|unmarried|divorced|widowed|mariée?|célibataire|divorcée?|veufe?|casad[oa]|solter[oa]|solteir[oa]|divorciad[oa]|viud[oa]|sposat[oa]|nubile|celibe|coniugat[oa]|gehuwd|ongehuwd|getrouwd|gift(?=,? (?:med|og|och|to|två|tre|ett?|én) )|ugift|żonaty|mężatka|zamężna|kawaler|panna|vdaná|ženatý|svobodn[áý]|slobodn[áý]|házas|férjezett|nős|hajadon|(?:ne)?căsătorit[ăa]?|evli|bekâ?r|(?:не )?замужем|(?:не )?женат|холост|одружен(?:ий|а)|έγγαμ[οη]ς?|άγαμ[οη]ς?|naimisissa|menikah|kawin|oženjen|udata|udana'
const few =
  '(?:[1-9]|an?|one|two|three|four|ein|zwei|drei|une?|deux|trois|dos|tres|un|una|dois|duas|due|tre|een|twee|drie|jedno|dwoje|troje|dvě|två|to|én|egy|két|iki|üç|двое|трое|один|одна|двоє)'
const offspring =
  '(?:child(?:ren)?|kids?|son|daughter|Kind(?:er)?|Sohn|Tochter|enfants?|hij[oa]s?|filh[oa]s?|figli[oa]?|kind(?:eren)?|dzieci|dziecko|dět[ií]|dieťa|deti|gyer(?:m)?ek|copi[il]|çocuk|детей|дети|дітей|barn|lasta|παιδι[άώ]ν?)'

/** Family told by the way, as the custom is in many countries. */
const family = byPatterns('gender', [
  new RegExp(
    `${clause}(?<it>(?:${married})(?:[ ](?:and|und|et|y|e|i|и|og|och|en|mit|con|with)[ ]${few}[ ]${offspring})?)${clauseEnd}`,
    'giu',
  ),
  new RegExp(`${clause}(?<it>${few}[ ]${offspring})${clauseEnd}`, 'giu'),
])

export const findGender: Finder = (text) => [...fields(text), ...words(text), ...family(text)]
