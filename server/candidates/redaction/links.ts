import { matchesOf } from './matches.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

const platforms =
  'linked ?in|github|gitlab|bitbucket|xing|facebook|instagram|twitter|mastodon|bluesky|threads|behance|dribbble|medium|orcid|' +
  'stack ?overflow|kaggle|youtube|vimeo|tiktok|telegram|whatsapp|reddit|codepen|leetcode|hackerrank|soundcloud|google scholar|' +
  'researchgate|substack|hugging ?face|npm|vk|weibo|zhihu|qiita|note|about\\.me|portfolio|website|web ?site|homepage|blog|webseite|' +
  'página web|sito(?: web)?|site(?: web)?|сайт|ホームページ|网站|個人網站|블로그|url|web'

/** Places in the web that are words too, as in `Web: React`: what stands there must look like an address. */
const words = 'note|web|portfolio|medium|threads|blog|npm|site'

/** What stands after the name of a place in the web. */
const labelled = byPatterns('link', [
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${platforms})(?: (?:profile|handle|id|user(?:name)?))?\\s?(?:[:：]|\\s[-–—]|[-–—]\\s|(?=\\s?@)|(?=\\s?/))\\s?(?<!(?<![\\p{L}\\p{N}])(?:${words})\\s?[:：]\\s?(?=[^\\s./@_]{1,200}(?:\\s|$)))(?=(?<it>(?!(?:${platforms})(?![\\p{L}\\p{N}]))[^\\s,;|)]{2,200}))`,
    'giu',
  ),
])

const scheme = byPatterns('link', [
  /(?<![\p{L}\p{N}])(?:https?|ftp|mailto|tel|skype):(?:\/\/)?[^\s<>"'|]{3,2000}/giu,
  /(?<![\p{L}\p{N}])www\d?\.[^\s<>"'|]{3,2000}/giu,
  /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_][\p{L}\p{N}_.-]{1,60}(?:@[\p{L}\p{N}.-]{3,60})?/gu,
  /(?<![\p{L}\p{N}/])(?:in|u|user|users|~)\/[\p{L}\p{N}_][\p{L}\p{N}_.-]{2,60}/gu,
  /(?<![\p{N}])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?!\p{N})/gu,
])

const plainEndings =
  'com|net|org|info|biz|name|pro|io|dev|app|me|page|site|online|website|tech|xyz|art|design|studio|photo|photography|blog|cv|work|works|' +
  'space|cloud|life|world|today|live|link|social|world|live|digital|media|agency|solutions|codes|software|engineer|engineering|email|' +
  'tel|mobi|edu|gov|int|museum|jobs|team|zone|club|shop|store|gallery|graphics|ink|build|consulting|academy|education|university|asia|cat'
const countries =
  'ac|ad|ae|af|ag|am|ar|at|au|az|ba|be|bg|bo|br|by|ca|ch|cl|cn|co|cr|cy|cz|de|dk|ec|ee|eg|es|eu|fi|fr|ge|gr|hk|hr|hu|id|ie|il|in|ir|' +
  'is|it|jp|ke|kr|kz|la|lb|li|lk|lt|lu|lv|ly|ma|mk|mt|mx|my|ng|nl|no|nu|nz|pa|pe|ph|pk|pt|ro|ru|sa|se|sg|si|sk|th|tn|to|tr|tw|tv|ua|' +
  'ug|uk|us|uy|uz|ve|vn|za|fm|gg|im|re|st|ws|vc|xn--[a-z0-9-]{2,20}|рф|укр|中国|中國|香港|台灣|台湾|한국|भारत|ไทย'
/** Also endings of files: an address only with a path behind them. */
const ambiguous = 'md|py|rs|sh|pl|ps|cc|so|ai|mo|tf|ml|zip|mov|js'

const domain = (endings: string, path: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,4}(?:${endings})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])${path}`,
    'giu',
  )
const plain = domain(`${plainEndings}|${countries}`, '(?:[:/?#][^\\s<>"\'|]{0,500})?')
const withPath = domain(ambiguous, '[:/?#][^\\s<>"\'|]{1,500}')

/** Names of techniques that read like addresses. */
const techniques =
  /^(?:asp|ado|vb|ml|f#|c#)\.net$|^(?:socket|draw|deck|webpack|chart)\.(?:io|js)$|^(?:e\.g|i\.e|p\.m|a\.m|u\.s|ph\.d|b\.sc|m\.sc|inc\.in)$/iu

function domains(text: string): Span[] {
  return [plain, withPath].flatMap((pattern) =>
    matchesOf(pattern, text).flatMap((match) => {
      const [found] = match
      // Two sentences whose space was forgotten: `teams.In`.
      const isJoint = /^[\p{Ll}]+\.\p{Lu}\p{Ll}$/u.test(found)
      if (techniques.test(found) || isJoint) return []
      return [{ start: match.index, end: match.index + found.length, kind: 'link' as const }]
    }),
  )
}

export const findLinks: Finder = (text) => [...scheme(text), ...domains(text), ...labelled(text)]
