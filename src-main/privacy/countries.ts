// Countries by ISO 3166-1 code or by their Finnish, Swedish or English names, and who of them belongs to the EEA.
import { languages, type Language } from '../core/contract.ts'

// ISO 3166-1 alpha-2, with XK as in common use for Kosovo.
const codes = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ ' +
  'DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM ' +
  'PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ')

/** The 27 member states, Åland and the outermost regions of France where EU law applies, and Iceland, Liechtenstein and Norway. */
const eea = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AX GF GP MQ RE YT MF IS LI NO'.split(' '),
)

/** What people write that is not the formal name. */
const alsoCalled: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  yhdysvallat: 'US',
  amerikka: 'US',
  'amerikan yhdysvallat': 'US',
  'förenta staterna': 'US',
  'amerikas förenta stater': 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'iso-britannia': 'GB',
  englanti: 'GB',
  britannia: 'GB',
  storbritannien: 'GB',
  england: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  skotlanti: 'GB',
  scotland: 'GB',
  wales: 'GB',
  holland: 'NL',
  hollanti: 'NL',
  alankomaat: 'NL',
  'the netherlands': 'NL',
  'tšekin tasavalta': 'CZ',
  tsekki: 'CZ',
  'czech republic': 'CZ',
  tjeckien: 'CZ',
  eire: 'IE',
  'irlannin tasavalta': 'IE',
  turkey: 'TR',
  'etelä-korea': 'KR',
  sydkorea: 'KR',
  'south korea': 'KR',
  'new zealand': 'NZ',
  ruotsi: 'SE',
  sverige: 'SE',
  suomi: 'FI',
  finland: 'FI',
  el: 'GR',
  'great-britain': 'GB',
  'hong kong': 'HK',
  hongkong: 'HK',
  kiina: 'CN',
  kina: 'CN',
  china: 'CN',
  'venäjän federaatio': 'RU',
  russia: 'RU',
  makedonia: 'MK',
  'slovak republic': 'SK',
}

const fold = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()

let byName: Map<string, string> | undefined
function names(): Map<string, string> {
  if (byName) return byName
  byName = new Map(Object.entries(alsoCalled))
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of codes) {
      const name = display.of(code)
      if (name) byName.set(fold(name), code)
    }
  }
  for (const code of codes) byName.set(code.toLowerCase(), code)
  return byName
}

/** The ISO code of a country given by code or name; undefined when nobody knows it. */
export const countryCode = (given: string | undefined): string | undefined => (given === undefined ? undefined : names().get(fold(given)))

/** True when data stay inside the European Economic Area. */
export const insideEea = (code: string): boolean => eea.has(code)

/** The country's name in a language. */
export const countryName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code
