/** A line of a text and where it begins. */
interface Line {
  readonly start: number
  readonly line: string
}

type Section = 'education' | 'references'

const headings: Readonly<Record<Section, RegExp>> = {
  education:
    /^(?:education(?: and .{1,30}| & .{1,30})?|academic .{1,30}|qualifications|ausbildung|bildung(?:sweg)?|studium|schulbildung|formation|études|diplômes|educaci[oó]n|formaci[oó]n(?: académica)?|estudios|formação(?: acadêmica)?|educação|habilitações|istruzione(?: e formazione)?|formazione|opleiding(?:en)?|utbildning|uddannelse|utdanning|koulutus|wykształcenie|edukacja|vzdělání|tanulmányok|végzettség|educație|studii|eğitim|образование|освіта|εκπαίδευση|التعليم|المؤهلات|השכלה|शिक्षा|学歴|教育(?:背景|经历)?|學歷|学历|학력|escolaridade|academics?|academic qualifications?|menntun|išsilavinimas|haridus|vzdelanie|obrazovanje|образовање|تحصیلات|শিক্ষা|கல்வி|განათლება|կրթություն|การศึกษา|học vấn|pendidikan)$/iu,
  references:
    /^(?:references|referees|referenzen|références|referencias|referências|referenze|referenties|referenser|referanser|referencje|reference|referenciák|referanslar|рекомендации|рекомендатели|推薦人|推荐人|추천인|المراجع)$/iu,
}

/** A heading is short, stands alone, and may be decorated; a longer line is none. */
const plainHeading = (line: string): string =>
  line.length > 200 ? line : line.replace(/^[\s#*=_•:【[(|-]+|(?<![\s#*=_•:：】\])|-])[\s#*=_•:：】\])|-]+$/gu, '')

const isHeading = (line: string): boolean => {
  const words = plainHeading(line)
  if (words === '' || words.length > 40 || /[,.;@\d]/.test(words)) return false
  const isLoud = /^[^\p{Ll}]+$/u.test(words) || /[:：]\s*$/.test(line) || /^[#*=_•【[]/.test(line.trim())
  return isLoud || words.split(/\s+/).length <= 3
}

const isOf = (section: Section, line: string): boolean => headings[section].test(plainHeading(line))

/** The lines below a heading of this kind, up to the next heading that stands after an empty line or is set apart. */
/** Headings of what else a résumé has: they end a part without an empty line before them. */
const others =
  /^(?:(?:work |professional |relevant )?experience|employment(?: history)?|skills|certificates|certifications|courses|trainings?|awards|publications|volunteering|zertifikate|weiterbildung(?:en)?|kurse|summary|profile|projects|languages|interests|hobbies|berufs\p{L}+|kenntnisse|sprachen|interessen|expériences?(?: professionnelles?)?|compétences|langues|loisirs|experiencia(?: (?:laboral|profesional))?|idiomas|competencias|habilidades|experiência(?: profissional)?|esperienz[ae](?: lavorativ[ae]| professional[ei])?|competenze|conoscenze|lingue|werkervaring|vaardigheden|talen|doświadczenie(?: zawodowe)?|umiejętności|języki|praxe|dovednosti|iş deneyimi|deneyim|yetenekler|опыт работы|навыки|языки|досвід роботи|навички|工作经历|工作經歷|職歴|경력|الخبرات|المهارات)$/iu

export function sectionLines(text: string, section: Section): Line[] {
  const found: Line[] = []
  let inside = false
  let isAfterGap = true
  let start = 0
  for (const line of text.split('\n')) {
    const label = /^[^:：\n]{2,40}[:：][ \t]*(?=\S)/u.exec(line)?.[0]
    if (isOf(section, line)) inside = true
    // `References: Jane Roe` is a part of one line.
    else if (label && isOf(section, label)) found.push({ start: start + label.length, line: line.slice(label.length) })
    else if (inside && line.trim() !== '') {
      const isOther = others.test(plainHeading(line))
      const isLoud = /^[^\p{Ll}]{4,40}$/u.test(plainHeading(line)) && !/[,\d]/.test(line)
      if (isOther || isLoud || (isAfterGap && isHeading(line))) inside = false
      else found.push({ start, line })
    }
    isAfterGap = line.trim() === ''
    start += line.length + 1
  }
  return found
}
