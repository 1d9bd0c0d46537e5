// An estimate of how many guesses a passphrase stands, for the meter beside the field. It is cautious: what looks like a word counts as
// one of twenty thousand, whatever it is. It never refuses; with Argon2id each guess costs half a second.
const common = (
  'password passw0rd salasana salasana1 salalause lösenord losenord qwerty qwertyui qwertyuiop asdfghjk asdfghjkl zxcvbnm perkele saatana vittu ' +
  'kissa koira rakas rakkaus suomi finland sverige helsinki tampere turku jumala tervetuloa welcome letmein iloveyou monkey dragon ' +
  'football baseball princess sunshine master shadow superman batman trustno1 admin administrator login hello summer winter kesa kesä ' +
  'talvi syksy kevat kevät sommar vinter hemligt hemlig salainen osteopaatti osteopath vastaanotto hieroja terveys hoito potilas test ' +
  'testi abc abcd abcdef secret google internet computer tietokone freedom whatever michael jordan charlie jennifer hunter killer pepper ' +
  'ginger cookie flower purple orange chelsea liverpool arsenal jalkapallo jaakiekko jääkiekko hockey pokemon starwars matrix mustang'
).split(' ')
const commonRank = new Map(common.map((word, index) => [word, index + 1]))
const rows = ['abcdefghijklmnopqrstuvwxyzåäö', '01234567890', 'qwertyuiopå', 'asdfghjklöä', 'zxcvbnm', '1qaz2wsx3edc4rfv', '!"#¤%&/()=']

export interface Strength {
  /** 0 falls at once, 4 is strong. */
  score: 0 | 1 | 2 | 3 | 4
  /** Logarithm to base 10 of the estimated number of guesses. */
  guessesLog10: number
}

const isRun = (text: string): boolean => {
  const lower = text.toLowerCase()
  const reversed = [...lower].toReversed().join('')
  return rows.some((row) => row.includes(lower) || row.includes(reversed))
}
const isRepeat = (text: string): boolean => /^(.{1,4}?)\1+.{0,3}$/u.test(text) && new Set(text).size <= 4

/** Guesses for one stretch of letters, digits or signs. */
function stretch(text: string): number {
  const length = [...text].length
  const lower = text.toLowerCase()
  const rank = commonRank.get(lower)
  if (rank !== undefined) return Math.log10(rank + 1) + (lower === text ? 0 : 0.3)
  if (length >= 3 && (isRun(text) || isRepeat(lower))) return 1 + Math.log10(length)
  if (/^\p{Nd}+$/u.test(text)) {
    if (/^(19|20)\d\d$/.test(text)) return 2
    if (/^(0?[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)?\d\d$/.test(text)) return 4.5
    return length
  }
  if (/^\p{L}+$/u.test(text)) {
    const random = length * Math.log10(lower === text ? 29 : 58)
    const word = 4.3 + 0.1 * Math.max(0, length - 4) + (lower === text ? 0 : 0.3)
    return Math.min(random, word)
  }
  return Math.min(length, new Set(text).size + 0.5) * 1.2
}

/** @param typed a new passphrase, as typed */
export function passphraseStrength(typed: string): Strength {
  const text = typed.normalize('NFC')
  if (text === '') return { score: 0, guessesLog10: 0 }
  const parts = text.match(/\p{L}+|\p{Nd}+|[^\p{L}\p{Nd}]+/gu) ?? []
  const seen = new Set<string>()
  let sum = 0
  for (const part of parts) {
    const lower = part.toLowerCase()
    sum += seen.has(lower) ? 0.3 : stretch(part) // a part said again adds little
    seen.add(lower)
  }
  if (isRepeat(text.toLowerCase()) || isRun(text)) sum = Math.min(sum, 1 + Math.log10([...text].length))
  const guessesLog10 = Math.round(Math.min(40, sum) * 10) / 10
  const score = guessesLog10 < 4 ? 0 : guessesLog10 < 6 ? 1 : guessesLog10 < 8.5 ? 2 : guessesLog10 < 12 ? 3 : 4
  return { score, guessesLog10 }
}
