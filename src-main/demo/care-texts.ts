// Words of the demo practice's notes. Everything in it is made up.
import type { SignedContent } from '../treatment/content-contract.ts'
import type { Random } from './random.ts'
import type { BodyChart } from '../body-chart/contract.ts'
import type { RegionId } from '../body-chart/regions-contract.ts'

const complaints: { reason: string; finding: string; regions: RegionId[]; code: [string, string] }[] = [
  {
    reason: 'Alaselkäkipu, joka pahenee istuessa. Ei säteilyä jalkaan.',
    finding: 'Lannerangan eteentaivutus rajoittunut, palpaatioarkuutta L4–L5 alueella. Suoran jalan nosto negatiivinen.',
    regions: ['lowBack', 'sacroiliac.left'],
    code: ['M54.5', 'Lannerangan kipu'],
  },
  {
    reason: 'Niska-hartiaseudun jännitys ja päänsärky työpäivän jälkeen.',
    finding: 'Kaularangan kierto oikealle rajoittunut, palpaatioarkuutta niskan lihaksissa. Neurologinen status normaali.',
    regions: ['neck', 'shoulder.right'],
    code: ['M54.2', 'Niskakipu'],
  },
  {
    reason: 'Oikean olkapään kipu kättä nostettaessa.',
    finding: 'Olkanivelen loitonnus kivulias 80–110 asteessa. Voimat symmetriset.',
    regions: ['shoulder.right', 'shoulderBlade.right'],
    code: ['M75.1', 'Kiertäjäkalvosinoireyhtymä'],
  },
  {
    reason: 'Polvikipu juostessa, alkoi harjoittelun lisäämisen jälkeen.',
    finding: 'Polvi tukeva, ei nestettä. Lonkan ulkokiertäjät heikommat vasemmalla.',
    regions: ['knee.left', 'thighSide.left'],
    code: ['M22.2', 'Patellofemoraaliset häiriöt'],
  },
  {
    reason: 'Rintarangan jäykkyys ja hengittäessä tuntuva vihlaisu.',
    finding: 'Rintarangan kierto rajoittunut, kylkiluun 5 liike niukentunut vasemmalla.',
    regions: ['middleBack', 'ribs.left'],
    code: ['M54.6', 'Rintarangan kipu'],
  },
]
const treatments = [
  'Nivelten mobilisointi ja pehmytkudoskäsittely. Ei haittoja hoidon aikana.',
  'Lihasenergiatekniikka ja myofaskiaalinen käsittely. Liikelaajuus parani hoidon aikana.',
  'Kraniaalinen hoito ja hengityslihasten käsittely. Hyvä vaste.',
  'Nivelen kevyt manipulaatio kontraindikaatiot poissulkien. Kipu lieventyi.',
]
const plans = [
  'Kontrolli kahden viikon kuluttua.',
  'Seuraava käynti sovittu.',
  'Kotiharjoitteet päivittäin, kontrolli tarvittaessa.',
  'Hoitojakso päättyy.',
]
const guidance = [
  'Annettu kotiharjoitteet ja ohjattu niiden tekeminen.',
  'Ohjattu tauottamaan istumatyötä.',
  'Kehotettu hakeutumaan lääkäriin, jos oireet pahenevat.',
]

export const demoAlerts = [
  ['allergy', 'Lateksiallergia'],
  ['anticoagulation', 'Verenohennuslääkitys, ei manipulaatiota'],
  ['implant', 'Lonkan tekonivel oikealla'],
  ['medication', 'Pitkäaikainen kortisonihoito'],
] as const

export type DemoText = Pick<SignedContent, 'sections' | 'diagnoses' | 'measures' | 'bodyChart'>

/** @param pain NRS of the visit */
export function demoText(random: Random, first: boolean, pain: number): DemoText {
  const complaint = random.pick(complaints)
  const chart: BodyChart | undefined = random.chance(0.2)
    ? { strokes: [], marks: [], regions: complaint.regions.map((region) => ({ region, symbol: 'pain' as const })) }
    : undefined
  return {
    sections: {
      reason: first ? complaint.reason : 'Vointi edelliskäynnin jälkeen parempi, kipua vielä kuormituksessa.',
      ...(first ? { history: 'Perusterve, ei säännöllistä lääkitystä. Ei aiempia leikkauksia.' } : {}),
      examination: complaint.finding,
      treatment: random.pick(treatments),
      ...(first ? { assessment: 'Toiminnallinen kipu, vakavaan sairauteen viittaavaa ei todettu.' } : {}),
      guidance: random.pick(guidance),
      plan: random.pick(plans),
    },
    ...(chart ? { bodyChart: chart } : {}),
    diagnoses: first && random.chance(0.4) ? [{ code: complaint.code[0], system: 'ICD-10', name: complaint.code[1] }] : [],
    measures: random.chance(0.8) ? [{ scale: 'nrs', value: pain }] : [],
  }
}

export const demoCodes = complaints.map(({ code: [code, name] }) => ({ kind: 'diagnosis' as const, system: 'ICD-10', code, name }))
