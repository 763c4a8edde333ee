/** Where a rule comes from, as shown beside the finding. */
export interface Source {
  /** Author, year and title, or body and title. */
  readonly title: string
  readonly url: string
}

const source = (title: string, url: string): Source => ({ title, url })

/** Everything that the rules rest on; `docs/decisions/0014-language-rules.md` says how they were chosen. */
export const sources = {
  gaucher: source(
    'Gaucher, Friesen & Kay (2011), Evidence that gendered wording in job advertisements exists and sustains gender inequality',
    'https://doi.org/10.1037/a0022530',
  ),
  stout: source(
    'Stout & Dasgupta (2011), When he doesn’t mean you: gender-exclusive language as ostracism',
    'https://doi.org/10.1177/0146167211406434',
  ),
  singularThey: source(
    'APA Style, Singular “they”',
    'https://apastyle.apa.org/style-grammar-guidelines/grammar/singular-they',
  ),
  apaGender: source(
    'APA Style, Bias-free language: gender',
    'https://apastyle.apa.org/style-grammar-guidelines/bias-free-language/gender',
  ),
  apaDisability: source(
    'APA Style, Bias-free language: disability',
    'https://apastyle.apa.org/style-grammar-guidelines/bias-free-language/disability',
  ),
  apaAge: source(
    'APA Style, Bias-free language: age',
    'https://apastyle.apa.org/style-grammar-guidelines/bias-free-language/age',
  ),
  apaOrigin: source(
    'APA Style, Bias-free language: racial and ethnic identity',
    'https://apastyle.apa.org/style-grammar-guidelines/bias-free-language/racial-ethnic-minorities',
  ),
  apaOrientation: source(
    'APA Style, Bias-free language: sexual orientation',
    'https://apastyle.apa.org/style-grammar-guidelines/bias-free-language/sexual-orientation',
  ),
  wynn: source(
    'Wynn & Correll (2018), Puncturing the pipeline: do technology companies alienate women in recruiting sessions?',
    'https://doi.org/10.1177/0306312718756766',
  ),
  burn: source(
    'Burn, Button, Munguia Corella & Neumark (2022), Does ageist language in job ads predict age discrimination in hiring?',
    'https://doi.org/10.1086/717730',
  ),
  adea: source(
    '29 CFR 1625.4, Help wanted notices or advertisements (US age discrimination rules)',
    'https://www.ecfr.gov/current/title-29/section-1625.4',
  ),
  eeocPractices: source(
    'US EEOC, Prohibited employment policies and practices',
    'https://www.eeoc.gov/prohibited-employment-policiespractices',
  ),
  eeocOrigin: source('US EEOC, National origin discrimination', 'https://www.eeoc.gov/national-origin-discrimination'),
  citizenship: source(
    '8 U.S.C. § 1324b, Unfair immigration-related employment practices',
    'https://www.law.cornell.edu/uscode/text/8/1324b',
  ),
  eeocReligion: source('US EEOC, Religious discrimination', 'https://www.eeoc.gov/religious-discrimination'),
  eeocGrooming: source(
    'US EEOC (2014), Religious garb and grooming in the workplace: rights and responsibilities',
    'https://www.eeoc.gov/laws/guidance/religious-garb-and-grooming-workplace-rights-and-responsibilities',
  ),
  essentialFunctions: source(
    '29 CFR 1630.2(n), Essential functions (US disability rules)',
    'https://www.ecfr.gov/current/title-29/section-1630.2',
  ),
  govukDisability: source(
    'UK Cabinet Office, Inclusive language: words to use and avoid when writing about disability',
    'https://www.gov.uk/government/publications/inclusive-communication/inclusive-language-words-to-use-and-avoid-when-writing-about-disability',
  ),
  nist: source(
    'NIST (2021), Guidance for NIST staff on using inclusive language in documentary standards, NISTIR 8366',
    'https://doi.org/10.6028/NIST.IR.8366',
  ),
  googleStyle: source(
    'Google developer documentation style guide, Write inclusive documentation',
    'https://developers.google.com/style/inclusive-documentation',
  ),
  equality: source('retext-equality, rules for considerate writing', 'https://github.com/retextjs/retext-equality'),
  rivera: source(
    'Rivera (2012), Hiring as cultural matching: the case of professional service firms',
    'https://doi.org/10.1177/0003122412463213',
  ),
  degrees: source(
    'Fuller & Raman (2017), Dismissed by degrees, Harvard Business School',
    'https://www.hbs.edu/managing-the-future-of-work/Documents/dismissed-by-degrees.pdf',
  ),
  convictions: source(
    'US EEOC (2012), Enforcement guidance on arrest and conviction records in employment decisions',
    'https://www.eeoc.gov/laws/guidance/enforcement-guidance-consideration-arrest-and-conviction-records-employment-decisions',
  ),
  license: source(
    'California SB 1100 (2024), Discrimination: driver’s license',
    'https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202320240SB1100',
  ),
  whetherToApply: source(
    'Coffman, Collis & Kulkarni (2024), Whether to apply, Management Science',
    'https://doi.org/10.1287/mnsc.2023.4907',
  ),
  payDirective: source(
    'Directive (EU) 2023/970 on pay transparency, Article 5',
    'https://eur-lex.europa.eu/eli/dir/2023/970/oj',
  ),
  kincaid: source(
    'Kincaid, Fishburne, Rogers & Chissom (1975), Derivation of new readability formulas for Navy enlisted personnel',
    'https://stars.library.ucf.edu/istlibrary/56/',
  ),
  sentences: source(
    'UK Government Digital Service (2014), Sentence length: why 25 words is our limit',
    'https://insidegovuk.blog.gov.uk/2014/08/04/sentence-length-why-25-words-is-our-limit/',
  ),
} as const satisfies Record<string, Source>
