/** Words that begin with a capital in a title, and are no name. */
const roles =
  /^(?:senior|junior|lead|chief|head|deputy|assistant|associate|staff|principal|team|account|sales|marketing|product|project|software|data|customer|human|resources?|engineer\w*|developer|manager|director|officer|executive|analyst|designer|nurse|teacher|coordinator|specialist|consultant|administrator|supervisor|technician|operator|representative|advis[oe]r|the|our|your|this|a|an|you|we|he|she|if|in|on|at|for|as|and|with|who|when|what|mr|mrs|ms|new|south|north|east|west|united|great|google|microsoft|excel|office)$/i

/** Two capitalised words in a row inside a sentence, or one after “Mr”, “Ms” or a role such as “our founder”. */
const twoNames =
  /(?<=[\p{Ll}\d,;:(“"'’–-]\s?|\b(?:to|by|with|of|for|and|from)\s)(\p{Lu}\p{Ll}+)\s+(\p{Lu}[\p{Ll}’'-]+\p{L}*)/gu
const introduced =
  /\b(?:(?:mr|mrs|ms|mx|dr|prof)\.?|(?:our|the) (?:founder|co-founder|ceo|cto|cfo|coo|chair|president|director|owner|manager|head of [\p{L} ]{2,30}),?)\s+\p{Lu}\p{Ll}+/iu

/**
 * Whether the text before a pronoun introduces a real person, whom the pronoun then means: “You report to Maria Lopez;
 * she leads …” is no assumption about whoever gets the job.
 */
export function namesPerson(before: string, title: string): boolean {
  if (introduced.test(before)) return true
  const inTitle = new Set(title.toLowerCase().split(/\P{L}+/u))
  const isName = (word: string | undefined) =>
    word !== undefined && !roles.test(word) && !inTitle.has(word.toLowerCase())
  return [...before.matchAll(twoNames)].some(([, first, second]) => isName(first) && isName(second))
}
