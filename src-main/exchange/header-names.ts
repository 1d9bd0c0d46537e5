// Headings of client files: Finnish, Swedish, English, French (LibreOsteo), and what Google, Outlook and Thunderbird write.
import { fold } from '../clients/names.ts'
import type { ImportField } from './import-fields.ts'

/** `mobile` and `home` phones and e-mails are ranked among themselves when the mapping is proposed. */
export type HeadingKind = ImportField | 'mobilePhone' | 'workPhone' | 'workEmail'

const names: Readonly<Partial<Record<HeadingKind, string>>> = {
  lastName: 'sukunimi, suku, efternamn, släktnamn, last name, lastname, surname, family name, nom de famille',
  firstName: 'etunimi, etunimet, etu, förnamn, first name, firstname, given name, given names, forename, prénom',
  middleName: 'toinen nimi, muut etunimet, mellannamn, middle name, additional name, deuxième prénom',
  callName: 'kutsumanimi, tilltalsnamn, call name, preferred name, known as',
  fullName:
    'nimi, asiakas, asiakkaan nimi, koko nimi, potilas, potilaan nimi, henkilö, namn, kund, kundens namn, klient, patient, fullständigt namn, name, full name, client, client name, customer, customer name, patient name, display name, nom, nom complet',
  lastNameFirst:
    'sukunimi etunimi, sukunimi etunimet, sukunimi ja etunimi, suku ja etunimi, nimi suku etu, nimi sukunimi etunimi, efternamn förnamn, efternamn och förnamn, namn efternamn förnamn, last name first name, surname first name, name last first, nom prénom, nom et prénom, file as',
  firstNameFirst:
    'etunimi sukunimi, etunimi ja sukunimi, etu ja sukunimi, nimi etu suku, nimi etunimi sukunimi, förnamn efternamn, förnamn och efternamn, för och efternamn, namn förnamn efternamn, first name last name, first and last name, name first last, prénom nom',
  hetu: 'henkilötunnus, hetu, sotu, henkilö tunnus, sosiaaliturvatunnus, personbeteckning, personnummer, social security number, ssn, personal identity code, identity code, national id, personal id',
  birthDate:
    'syntymäaika, syntymäpäivä, syntynyt, synt, synt aika, syntaika, födelsedatum, födelsetid, födelsedag, född, birth date, birthdate, date of birth, dob, birthday, born, date de naissance, né le',
  birthDay: 'syntymäpäivä pp, birth day, födelsedag dd',
  birthMonth: 'syntymäkuukausi, födelsemånad, birth month',
  birthYear: 'syntymävuosi, födelseår, birth year, year of birth, yob, année de naissance',
  sex: 'sukupuoli, kön, sex, gender, sexe',
  email:
    'sähköposti, sähköpostiosoite, s posti, sposti, email, e mail, email osoite, e post, epost, e postadress, epostadress, email address, e mail address, mail, primary email, e mail 1 value, email 1 value, home email, courriel, adresse email, kotisähköposti',
  workEmail: 'työsähköposti, e mail 2 address, e mail 3 address, secondary email, work email, sähköposti 2, toinen sähköposti, arbetsepost',
  mobilePhone:
    'matkapuhelin, matkapuhelinnumero, matkapuh, mobiili, gsm, kännykkä, kännykkänumero, mobil, mobiltelefon, mobilnummer, mobile, mobile phone, mobile number, cell, cell phone, cellphone, portable, téléphone portable',
  phone:
    'puhelin, puhelinnumero, puh, puhnro, puh nro, puhelin 1, telefon, telefonnummer, tel, tfn, phone, phone number, telephone, phone 1 value, primary phone, téléphone, numéro de téléphone',
  workPhone:
    'työpuhelin, kotipuhelin, lankapuhelin, puhelin 2, toinen puhelin, muu puhelin, arbetstelefon, hemtelefon, work phone, business phone, business phone 2, home phone, home phone 2, other phone, phone 2, téléphone fixe',
  street:
    'katuosoite, lähiosoite, jakeluosoite, katu, gatuadress, näradress, gata, utdelningsadress, street, street address, street name, address 1 street, home street, home address, address street, rue, kodin katuosoite',
  streetMore:
    'osoite 2, osoiterivi 2, lisäosoite, adress 2, address 2, address line 2, home address 2, home street 2, address 1 extended address, address complement, complément d adresse, complément adresse',
  address:
    'osoite, kotiosoite, postiosoite, asiakkaan osoite, adress, hemadress, postadress, address, postal address, mailing address, adresse',
  postalCode:
    'postinumero, postinro, postinumerot, pnro, postnummer, postnr, postal code, postcode, post code, zip, zip code, zipcode, home zipcode, home zip code, home postal code, address 1 postal code, address zipcode, code postal, kodin postinumero',
  city: 'postitoimipaikka, toimipaikka, kaupunki, paikkakunta, kunta, kotikunta, postipaikka, ort, postort, postanstalt, stad, kommun, hemkommun, hemort, city, town, home city, address 1 city, address city, municipality, ville, kodin kaupunki',
  postalPlace:
    'postinumero ja postitoimipaikka, postinumero ja toimipaikka, postinumero toimipaikka, postnummer och ort, postnummer och postanstalt, postnummer ort, postal code and city, zip city',
  country: 'maa, kotimaa, land, country, country region, home country, home country region, address 1 country, pays',
  language:
    'kieli, äidinkieli, asiointikieli, palvelukieli, språk, modersmål, servicespråk, kontaktspråk, language, mother tongue, native language, langue',
  occupation: 'ammatti, yrke, occupation, profession, job, métier',
  note: 'huomautus, huomautukset, huomio, huomiot, huom, muistiinpano, muistiinpanot, lisätieto, lisätiedot, kommentti, kommentit, merkintä, anteckning, anteckningar, anmärkning, anmärkningar, kommentar, note, notes, comment, comments, remarks, remarque',
  safetyProhibition: 'turvakielto, spärrmarkering, säkerhetsförbud, safety prohibition, non disclosure for personal safety',
  dateOfDeath: 'kuolinpäivä, kuolinaika, kuollut, dödsdatum, dödsdag, avliden, date of death, deceased, date de décès',
  guardianName:
    'huoltaja, huoltajan nimi, huoltajat, vårdnadshavare, vårdnadshavarens namn, guardian, guardian name, parent, responsable légal',
  guardianPhone: 'huoltajan puhelin, huoltajan puhelinnumero, vårdnadshavarens telefon, guardian phone, parent phone',
}

/** Words of a heading, folded: `E-mail 1 - Value` → `e mail 1 value`, `first_name` → `first name`. */
const wordsOf = (heading: string): string => (fold(heading.slice(0, 200)).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

const kinds = new Map<string, HeadingKind>()
for (const [kind, list] of Object.entries(names)) {
  for (const name of list.split(', ')) {
    kinds.set(wordsOf(name), kind as HeadingKind)
    kinds.set(wordsOf(name).replaceAll(' ', ''), kind as HeadingKind) // Birthdate, FIRSTNAME, ZipCode
  }
}

/** What a heading means, or undefined. With what stands in brackets first: `Nimi (suku, etu)`; then without: `Syntymäaika (pp.kk.vvvv)`. */
export function headingKind(heading: string): HeadingKind | undefined {
  const whole = wordsOf(heading.replace(/([a-z])([A-Z])/g, '$1 $2'))
  const numbered = /^(phone|e mail) ([0-9]{1,2}) value$/.exec(whole) // Google Contacts
  if (numbered && numbered[2] !== '1') return numbered[1] === 'phone' ? 'workPhone' : 'workEmail'
  const bare = wordsOf(heading.replace(/[([{][^)\]}]*[)\]}]?/g, ' '))
  return kinds.get(whole) ?? kinds.get(wordsOf(heading)) ?? kinds.get(bare) ?? kinds.get(bare.replaceAll(' ', ''))
}

/** The program that wrote the file, told by headings that only it uses; named as a source in the register description. */
export function sourceProgram(headings: readonly string[]): string | undefined {
  const has = (...wanted: string[]): boolean => wanted.every((name) => headings.some((heading) => heading.trim().toLowerCase() === name))
  if (has('nom de famille', 'medical_reports') || has('nom de famille', 'cr médicaux')) return 'LibreOsteo'
  if (has('e-mail 1 - value', 'family name') || has('e-mail 1 - value', 'phonetic first name')) return 'Google Contacts'
  if (has('screen name', 'primary email', 'birth year')) return 'Thunderbird'
  if (has('e-mail address', 'business street')) return 'Outlook'
  return undefined
}
