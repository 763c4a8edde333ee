import { endpoints } from '#protocol/language'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { dismissFinding, restoreFinding } from './dismiss-finding.ts'
import type { LanguageParts } from './documents.ts'
import { changePin, pinSuggestion } from './pin-suggestion.ts'
import { listScores, readLanguage } from './read-language.ts'
import { reportScore } from './report-score.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function languageRoutes(bind: Bind, parts: LanguageParts): void {
  bind.query(endpoints.readLanguage, readLanguage(parts))
  bind.command(endpoints.dismissFinding, feed, dismissFinding(parts))
  bind.command(endpoints.restoreFinding, feed, restoreFinding(parts))
  bind.command(endpoints.pinSuggestion, feed, pinSuggestion(parts))
  bind.command(endpoints.changePin, feed, changePin(parts))
  bind.query(endpoints.listScores, listScores(parts))
  bind.command(endpoints.reportScore, feed, reportScore(parts))
}
