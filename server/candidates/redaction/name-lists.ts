/** Words that stand in every text: as a name they count only beside another part of it, or where no sentence begins. */
export const functionWords = new Set(
  'an in on so do to my he she you we it as at be by or of no us me if is the and for but who how all any not will may can was are has had her him his our let see say use new now van von de del della der den da dos das di du la le el al bin ibn bint ben abu ter ten af av zu y i e van der'.split(
    ' ',
  ),
)

/** Names that are words too: they count where they are written with a capital letter. */
export const wordLikeNames = new Set(
  (
    'grace rose mark bill art rich hope faith joy dean chase grant hunter mason carter page drew pat sue ray jack rob frank young ' +
    'long short king price bush wood woods green brown black white gray grey hill field fields lake stone park parks day west ' +
    'north east love best cook baker fisher porter miller taylor smith summer summers june april august dawn heather ivy iris ' +
    'lily ruby pearl amber crystal jasmine olive hazel ginger penny sunny sky star stern rain river rivers brook brooks cliff glen ' +
    'dale heath rock case chance major noble sage storm banks bond cash cross ford gold hall hand hardy head house keen lane law ' +
    'marks moon moss pace post powers read rice self sharp small snow speed strong swift wall ward waters wells winter winters ' +
    'wise sun song chan hung man min dung bang ding pan sea bay bell berry bird bishop blank bloom booth bowl bright buck butler ' +
    'camp church clay coach cole cotton cruise dance fair farmer flowers fox freed french frost gates goodman graves guy harper ' +
    'hart holder holly honey judge justice knight lamb landing leaf light lock lord love mack mercy merit miles mills mind ' +
    'monday noon nurse ocean page paige pierce pike pool pope prince proud queen quick reed reel rush savage school seal shell ' +
    'silver singer song south spring steel storm summer tanner thorn tiger trace truth turner victor walker walls weaver web ' +
    'welder west wheeler wild wolf worth able core data lead link net more go gross groß klein kurz lang neu gut jung stark ' +
    'ernst frei roth rot blau'
  ).split(' '),
)

/** What a person does, is or has: a heading of such words is no name. */
export const ordinaryWords = new Set(
  (
    'curriculum vitae cv resume résumé lebenslauf profile summary about contact personal details information data experience ' +
    'education skills work history employment objective references languages projects publications certifications interests ' +
    'software engineer developer manager designer analyst consultant director officer lead head senior junior principal staff ' +
    'chief assistant associate specialist coordinator administrator architect scientist researcher teacher lecturer professor ' +
    'nurse doctor driver accountant auditor lawyer writer editor journalist translator product project program marketing sales ' +
    'finance operations human resources customer support service success quality assurance test security data network systems ' +
    'system web mobile frontend backend full stack devops cloud machine learning business intelligence development research ' +
    'design art creative technical technology information engineering mechanical electrical civil chemical industrial chef cook ' +
    'barista technician mechanic electrician carpenter plumber welder operator supervisor clerk secretary receptionist ' +
    'librarian pharmacist therapist midwife physician dentist veterinarian cover letter application job portfolio ingenieur ' +
    'ingenieurin entwickler entwicklerin leiter leiterin berater ingénieur ingeniero ingeniera desarrollador développeur ' +
    'director gerente jefe professional career core competencies key achievements technologies tools training courses awards ' +
    'volunteer additional graduate student intern trainee executive president vice team leader owner founder partner board ' +
    'member chair company department group agency international europe global national regional the of and for in at to'
  ).split(/\s+/),
)
