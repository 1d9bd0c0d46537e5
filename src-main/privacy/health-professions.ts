// Titles of health professions (559/1994 and decree 564/1994): licensed, permitted and protected titles. A practitioner with one of these
// keeps a patient record. Marked M in the law table: the list is from memory of the decree and the authority's register.

/** Finnish, Swedish and English names, lower case. */
const titles = [
  // Protected titles and licences that a sole practitioner may hold; the osteopath first, for whom this app was made.
  'osteopaatti',
  'osteopat',
  'osteopath',
  'kiropraktikko',
  'kiropraktor',
  'chiropractor',
  'naprapaatti',
  'naprapat',
  'naprapath',
  'koulutettu hieroja',
  'utbildad massör',
  'trained massage therapist',
  'fysioterapeutti',
  'fysioterapeut',
  'physiotherapist',
  'lääkintävoimistelija',
  'medicinalgymnast',
  'toimintaterapeutti',
  'ergoterapeut',
  'occupational therapist',
  'puheterapeutti',
  'talterapeut',
  'speech therapist',
  'psykologi',
  'psykolog',
  'psychologist',
  'psykoterapeutti',
  'psykoterapeut',
  'psychotherapist',
  'ravitsemusterapeutti',
  'näringsterapeut',
  'dietitian',
  'jalkaterapeutti',
  'fotterapeut',
  'podiatrist',
  'jalkojenhoitaja',
  'fotvårdare',
  'chiropodist',
  'lääkäri',
  'läkare',
  'physician',
  'erikoislääkäri',
  'specialistläkare',
  'hammaslääkäri',
  'tandläkare',
  'dentist',
  'suuhygienisti',
  'munhygienist',
  'dental hygienist',
  'erikoishammasteknikko',
  'specialtandtekniker',
  'sairaanhoitaja',
  'sjukskötare',
  'nurse',
  'terveydenhoitaja',
  'hälsovårdare',
  'public health nurse',
  'kätilö',
  'barnmorska',
  'midwife',
  'lähihoitaja',
  'närvårdare',
  'practical nurse',
  'perushoitaja',
  'primärskötare',
  'optikko',
  'optiker',
  'optician',
  'laillistettu optikko',
  'proviisori',
  'provisor',
  'farmaseutti',
  'farmaceut',
  'pharmacist',
  'bioanalyytikko',
  'bioanalytiker',
  'laboratoriohoitaja',
  'laboratorieskötare',
  'röntgenhoitaja',
  'röntgenskötare',
  'radiographer',
  'apuvälineteknikko',
  'hjälpmedelstekniker',
  'sairaalafyysikko',
  'sjukhusfysiker',
  'ensihoitaja',
  'förstavårdare',
  'paramedic',
  'mielenterveyshoitaja',
  'mentalvårdare',
  'kuntohoitaja',
  'konditionsskötare',
  'kuulontutkija',
  'seniorisairaanhoitaja',
]
const known = new Set(titles)

/**
 * True when a title, in any of the three languages, names a health profession. Degrees, licences and several titles in one line are
 * allowed: `Osteopaatti (AMK)`, `laillistettu fysioterapeutti, OMT`, `osteopaatti, hieroja`.
 */
export function isHealthProfession(title: string | undefined): boolean {
  if (!title) return false
  const parts = title
    .toLowerCase()
    .normalize('NFC')
    .split(/[,;/&+()]|\s(?:ja|och|and)\s/)
    .map((part) => part.trim())
    .filter(Boolean)
  return parts.some((part) => {
    if (known.has(part)) return true
    const words = part.split(/\s+/)
    // `laillistettu osteopaatti`, `legitimerad fysioterapeut`: any run of words inside the part that is a title.
    return words.some(
      (word, index) =>
        known.has(word) || known.has(words.slice(index, index + 2).join(' ')) || known.has(words.slice(index, index + 3).join(' ')),
    )
  })
}
