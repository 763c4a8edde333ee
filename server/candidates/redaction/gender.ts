import { byPatterns, type Finder } from './spans.ts'

const alone = (words: string, flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])\\.?`, flags)

/** Pronouns, titles and what else tells a gender, a family or an origin. */
export const findGender: Finder = byPatterns('gender', [
  /(?<![\p{L}\p{N}])(?:she|he|they|her|him|them|ze|xe|zie|hir|sie|er|elle|il|iel|ella|él|elle|ela|ele|lei|lui|hon|han|hen|ona|on|hij|zij|die|hun)(?:\s?\/\s?(?:she|he|they|her|hers|him|his|them|theirs?|hir|zir|xem|ihr|ihm|ihn|sein|elle|lui|iel|ella|él|ela|ele|lei|henne|honom|hens?|jej|jego|haar|hem|zijn|any)){1,3}(?![\p{L}])/giu,
  alone('she|he|her|hers|herself|him|his|himself', 'giu'),
  alone('mr|mrs|ms|miss|mx|sir|madam|messrs', 'giu'),
  alone(
    'Herrn?|Frau|Fräulein|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Señorita|Srta|Sra?|Senhora?|Signora?|Signorina|Sig\\.?ra|Mevrouw|Meneer|Mevr|Dhr|Pani?|Paní|Bay|Bayan|Fru|Herra|Rouva|Господин|Госпожа|Г-н|Г-жа|السيدة?|الآنسة|श्री|श्रीमती|先生|女士|小姐',
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?:gender|sex|geschlecht|sexe|sexo|sesso|płeć|пол|kön|cinsiyet|nem|性別|性别|성별|الجنس|मर्यादा|लिंग|marital status|familienstand|état civil|situation familiale|estado civil|stato civile|stan cywilny|семейное положение|medeni (?:hal|durum)|婚姻(?:状况|狀況)?|結婚|결혼|الحالة (?:الاجتماعية|العائلية)|nationality|nationalität|staatsangehörigkeit|nationalité|nacionalidad|nacionalidade|nazionalità|narodowość|obywatelstwo|гражданство|uyruk|国籍|國籍|국적|الجنسية|religion|race|ethnicity|children|kinder|enfants|hijos|pronouns|pronomen|pronoms|pronombres)\s?[:：]\s?(?<it>[^\n;|·•]{1,60})/giu,
  alone(
    '(?:single |proud |working )?(?:mother|father|mum|mom|dad|parent) of (?:\\w+|\\d)|maternity leave|paternity leave|my (?:husband|wife)|Elternzeit|Mutterschutz|congé (?:de )?maternité|baja por maternidad',
    'giu',
  ),
])
