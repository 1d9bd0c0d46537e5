// Made-up people. Last names are words for the invented; identity codes have individual numbers 900–999, which no one has.
import { makeArtificialHetu } from '../checks/hetu.ts'
import type { ClientFields } from '../clients/contract.ts'
import type { Random } from './random.ts'

const stems = [
  'Keksi',
  'Luulo',
  'Oletus',
  'Esimerkki',
  'Mallikas',
  'Tarina',
  'Satu',
  'Kuvitelma',
  'Arvaus',
  'Haave',
  'Harjoitus',
  'Pseudo',
  'Tuntematon',
  'Nimetön',
  'Näyte',
  'Sepite',
  'Taru',
  'Illuusio',
  'Ääni',
  'Öljy',
  'Vaikka',
  'Muka',
  'Koe',
  'Testi',
  'Malli',
  'Vaihto',
  'Peite',
  'Varjo',
  'Kaiku',
  'Utu',
  'Låtsas',
  'Påhitt',
  'Exempel',
  'Prov',
  'Fantasi',
  'Saga',
] as const
const endings = [
  '',
  'nen',
  'la',
  'mäki',
  'niemi',
  'ranta',
  'salo',
  'virta',
  'lä',
  'ström',
  'lund',
  'järvi',
  'koski',
  'ala',
  'pää',
  'vuori',
] as const
const women = [
  'Maija',
  'Kaisa',
  'Liisa',
  'Tuula',
  'Sanni',
  'Iida',
  'Helmi',
  'Aino',
  'Anna-Liisa',
  'Åsa',
  'Öykky',
  'Eeva',
  'Marjatta',
  'Päivi',
  'Siiri',
  'Elsa',
  'Venla',
  'Kerttu',
  'Inkeri',
  'Hilma',
] as const
const men = [
  'Matti',
  'Erkki',
  'Olli',
  'Niilo',
  'Pekka',
  'Veikko',
  'Hannu',
  'Äijö',
  'Onni',
  'Eino',
  'Toivo',
  'Väinö',
  'Jorma',
  'Göran',
  'Uuno',
  'Kalle',
  'Sulo',
  'Tauno',
  'Lauri',
  'Oiva',
] as const
const streets = [
  'Esimerkkikatu',
  'Mallikuja',
  'Keksintie',
  'Tarinapolku',
  'Satulantie',
  'Harjoituskatu',
  'Näytekuja',
  'Exempelgatan',
] as const
const cities: readonly (readonly [string, string])[] = [
  ['33100', 'Tampere'],
  ['00100', 'Helsinki'],
  ['20100', 'Turku'],
  ['90100', 'Oulu'],
  ['40100', 'Jyväskylä'],
  ['65100', 'Vaasa'],
  ['22100', 'Mariehamn'],
]
const occupations = [
  'kirjastonhoitaja',
  'opettaja',
  'puuseppä',
  'lääkintävahtimestari',
  'koodari',
  'eläkeläinen',
  'opiskelija',
  'kokki',
  'bussinkuljettaja',
] as const

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]/g, '')

/** One client. Ages from newborn to 95; some have one name only, some no contact data, some a guardian. */
export function makePerson(random: Random, today: string): ClientFields {
  const female = random.chance(0.6)
  const year = Number(today.slice(0, 4)) - 1 - random.below(95)
  const birthDate = `${year}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`
  const lastName = `${random.pick(stems)}${random.pick(endings)}`.replace(/nennen$/, 'nen')
  const oneName = random.chance(0.004)
  const firstName = random.pick(female ? women : men)
  const swedish = random.chance(0.06)
  const person: ClientFields = { lastName, language: swedish ? 'sv' : random.chance(0.03) ? 'en' : 'fi' }
  if (!oneName) person.firstName = random.chance(0.4) ? `${firstName} ${random.pick(female ? women : men)}` : firstName
  if (!oneName && person.firstName!.includes(' ')) person.callName = firstName
  // Two of three have given the code; women's individual numbers are even, men's odd.
  if (random.chance(0.66))
    person.hetu = makeArtificialHetu(birthDate, year >= 2000 ? 'A' : '-', 900 + 2 * random.below(50) + (female ? 0 : 1))
  else if (random.chance(0.9)) person.birthDate = birthDate
  if (random.chance(0.5)) person.sex = female ? 'female' : 'male'
  if (random.chance(0.92))
    person.phone = `0${random.pick(['40', '44', '45', '50'])} ${pad(random.below(1000), 3)} ${pad(random.below(10000), 4)}`
  if (random.chance(0.7)) person.email = `${plain(firstName)}.${plain(lastName) || 'nimi'}${random.below(1000)}@posti.example`
  if (random.chance(0.6)) {
    const [postalCode, city] = random.pick(cities)
    person.address = {
      street: `${random.pick(streets)} ${1 + random.below(90)}${random.chance(0.4) ? ` ${random.pick(['A', 'B', 'C'])} ${1 + random.below(40)}` : ''}`,
      postalCode,
      city,
    }
  }
  if (random.chance(0.2)) person.occupation = random.pick(occupations)
  if (Number(today.slice(0, 4)) - year < 18)
    person.guardians = [
      {
        name: `${random.pick([...women, ...men])} ${lastName}`,
        phone: `050 ${pad(random.below(1000), 3)} ${pad(random.below(10000), 4)}`,
        relation: 'huoltaja',
      },
    ]
  if (random.chance(0.3)) person.letters = { email: random.chance(0.7), sms: random.chance(0.7) }
  if (random.chance(0.005)) person.safetyProhibition = true
  return person
}
