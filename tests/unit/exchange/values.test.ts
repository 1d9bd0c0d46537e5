import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeHeadings, proposeMapping } from '../../../src-main/exchange/header-mapping.ts'
import { sourceProgram } from '../../../src-main/exchange/header-names.ts'
import { judgeDayOrder, readDate } from '../../../src-main/exchange/import-dates.ts'
import { rowReader } from '../../../src-main/exchange/import-rows.ts'
import {
  emailsOf,
  phonesOf,
  readLanguage,
  readSex,
  readYes,
  splitAddress,
  splitName,
  splitPostalPlace,
} from '../../../src-main/exchange/import-values.ts'
import { readRecords } from '../../../src-main/exchange/csv.ts'

const today = '2026-11-25'
/** Reads `;`-separated text with its proposed mapping. */
function rowsOf(text: string) {
  const [head, ...records] = [...readRecords(text, ';')]
  const reader = rowReader(head!.cells, proposeMapping(head!.cells), records, today)
  const rows = records.map(reader.read)
  return {
    fields: rows.map((row) => row?.fields),
    errors: reader.errors.map(({ line, field, code }) => `${line} ${field} ${code}`),
    warnings: reader.warnings.map(({ line, field, code }) => `${line} ${field} ${code}`),
  }
}

describe('headings', () => {
  it.each([
    [
      'Finnish',
      'Sukunimi;Etunimet;Kutsumanimi;Henkilötunnus;Syntymäaika (pp.kk.vvvv);Sukupuoli;Sähköposti;Matkapuhelin;Katuosoite;Postinumero;Postitoimipaikka;Maa;Äidinkieli;Ammatti;Lisätietoja?;Turvakielto;Huoltaja',
      'lastName firstName callName hetu birthDate sex email phone street postalCode city country language occupation - safetyProhibition guardianName',
    ],
    [
      'Swedish',
      'Efternamn;Förnamn;Tilltalsnamn;Personbeteckning;Födelsedatum;Kön;E-post;Mobiltelefon;Gatuadress;Postnummer;Postanstalt;Land;Modersmål;Yrke;Anteckningar;Spärrmarkering;Vårdnadshavare',
      'lastName firstName callName hetu birthDate sex email phone street postalCode city country language occupation note safetyProhibition guardianName',
    ],
    [
      'English',
      'Last name;First name;Preferred name;SSN;Date of birth;Gender;E-mail address;Mobile phone;Street address;Postcode;Town;Country;Language;Occupation;Comments',
      'lastName firstName callName hetu birthDate sex email phone street postalCode city country language occupation note',
    ],
    [
      'French',
      'Nom de Famille;Prénom;Date de naissance (JJ/MM/AAAA);Sex (M/F);Rue;Complément d’adresse;code postal;ville;Email;Téléphone;Mobile;Profession',
      'lastName firstName birthDate sex street streetMore postalCode city email otherPhone phone occupation',
    ],
    [
      'Outlook',
      'First Name;Middle Name;Last Name;E-mail Address;E-mail 2 Address;Business Phone;Home Phone;Mobile Phone;Home Street;Home City;Home Postal Code;Birthday;Notes',
      'firstName middleName lastName email otherEmail otherPhone otherPhone phone street city postalCode birthDate note',
    ],
    ['programmers', 'last_name;firstName;birthDate;email_address;zipCode;FIRSTNAME', 'lastName firstName birthDate email postalCode -'],
  ])('%s are known', (_language, headings, fields) =>
    expect(
      proposeMapping(headings.split(';'))
        .map((field) => field ?? '-')
        .join(' '),
    ).toBe(fields),
  )

  it('`Nimi` is the whole name alone, and the last name beside `Etunimi`', () => {
    expect(proposeMapping(['Nimi', 'Puhelin'])).toEqual(['fullName', 'phone'])
    expect(proposeMapping(['Nimi', 'Etunimi'])).toEqual(['lastName', 'firstName'])
    expect(proposeMapping(['Nimi (suku, etu)'])).toEqual(['lastNameFirst'])
  })
  it('leave health data of other programs out unless she says otherwise', () => {
    expect(proposeMapping(['Antécédents médicaux', 'CR médicaux', 'medical_history', 'Diagnoosi'])).toEqual([null, null, null, null])
  })
  it('are told from a first row that is somebody already', () => {
    expect(looksLikeHeadings(['Mallikas', 'Maija', '040 123 4567'])).toBe(false)
    expect(looksLikeHeadings(['Mallikas', 'Maija', '1.5.1980'])).toBe(false)
    expect(looksLikeHeadings(['A', 'B'])).toBe(true)
    expect(looksLikeHeadings(['Sukunimi', '0401234567'])).toBe(true)
  })
  it('give away the program', () => {
    expect(sourceProgram(['First Name', 'E-mail Address', 'Business Street'])).toBe('Outlook')
    expect(sourceProgram(['Nimi', 'Puhelin'])).toBeUndefined()
  })
})

describe('dates', () => {
  it.each([
    ['31.1.2025', '2025-01-31'],
    ['01.05.1994', '1994-05-01'],
    ['1994-05-01', '1994-05-01'],
    ['1994/5/1', '1994-05-01'],
    ['19940501', '1994-05-01'],
    ['01051994', '1994-05-01'],
    ['31/12/1975 0:00:00', '1975-12-31'],
    ['1975-12-12T00:00:00Z', '1975-12-12'],
    ['1. 5. 1994', '1994-05-01'],
    ['29.2.2000', '2000-02-29'],
    ['5-4-1994', '1994-04-05'],
    ['1.5.94', '1994-05-01'],
    ['1.5.27', '1927-05-01'],
  ])('%s is %s', (value, date) => expect(readDate(value, 'dayFirst', today)).toEqual({ date }))
  it.each(['31.2.2025', '29.2.1900', '32.1.2000', '1.13.2000', 'eilen', '1.5.', '2025-02-30', '99999999'])(
    '%s is an error and never another day',
    (value) => expect(readDate(value, 'dayFirst', today)).toEqual({ problem: 'date' }),
  )
  it.each(['', ' ', '-', '0/0/00', '00.00.0000', '0000-00-00', '01.01.0001'])('%j is no date', (value) =>
    expect(readDate(value, 'dayFirst', today)).toBeNull(),
  )
  it('a two-digit year that could be of either century is not guessed, unless the identity code tells it', () => {
    expect(readDate('1.5.15', 'dayFirst', today)).toEqual({ problem: 'dateTwoDigitYear' })
    expect(readDate('1.5.15', 'dayFirst', today, '1915-05-01')).toEqual({ date: '1915-05-01' })
  })
  it('a year alone is a year, a day without a year is told', () => {
    expect(readDate('1975', 'dayFirst', today)).toEqual({ year: 1975 })
    expect(readDate('--05-01', 'dayFirst', today)).toEqual({ ignored: 'dateWithoutYear' })
  })
  it('with slashes the whole column decides what comes first', () => {
    expect(judgeDayOrder(['05/02/1918', '29/02/1984'], '')).toEqual({ order: 'dayFirst', assumed: false, mixed: false })
    expect(judgeDayOrder(['05/02/1918', '02/29/1984'], '')).toEqual({ order: 'monthFirst', assumed: false, mixed: false })
    expect(judgeDayOrder(['05/02/1918'], '')).toEqual({ order: 'dayFirst', assumed: true, mixed: false })
    expect(judgeDayOrder(['05/02/1918'], 'Birthday (MM/DD/YYYY)')).toEqual({ order: 'monthFirst', assumed: false, mixed: false })
    expect(judgeDayOrder(['05/02/1918'], 'Date (JJ/MM/AAAA)')).toEqual({ order: 'dayFirst', assumed: false, mixed: false })
    expect(judgeDayOrder(['29/02/1984', '02/29/1984', '30/1/1980'], '')).toEqual({ order: 'dayFirst', assumed: false, mixed: true })
    expect(judgeDayOrder(['1.13.2000'], '')).toEqual({ order: 'dayFirst', assumed: false, mixed: false }) // dots are day first: an error, not another order
    expect(readDate('02/29/1984', 'monthFirst', today)).toEqual({ date: '1984-02-29' })
  })
  it('read back every day there is, in every way of writing', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, fc.boolean(), (date, padded) => {
        const [year, month, day] = date.split('-') as [string, string, string]
        const [m, d] = padded ? [month, day] : [String(Number(month)), String(Number(day))]
        for (const text of [`${d}.${m}.${year}`, `${d}/${m}/${year}`, date]) expect(readDate(text, 'dayFirst', today)).toEqual({ date })
        expect(readDate(`${m}/${d}/${year}`, 'monthFirst', today)).toEqual({ date })
      }),
    )
  })
})

describe('values', () => {
  it('names in one column', () => {
    expect(splitName('Mallikas, Maija Liisa', 'auto')).toEqual({ lastName: 'Mallikas', firstName: 'Maija Liisa' })
    expect(splitName('Maija Liisa Mallikas', 'auto')).toEqual({ lastName: 'Mallikas', firstName: 'Maija Liisa' })
    expect(splitName('Mallikas Maija Liisa', 'lastFirst')).toEqual({ lastName: 'Mallikas', firstName: 'Maija Liisa' })
    expect(splitName('Carl von Essen', 'auto')).toEqual({ lastName: 'von Essen', firstName: 'Carl' })
    expect(splitName('von Essen Carl', 'lastFirst')).toEqual({ lastName: 'von Essen', firstName: 'Carl' })
    expect(splitName('Cher', 'auto')).toEqual({ lastName: 'Cher', firstName: '' })
    expect(splitName(', Cher', 'auto')).toEqual({ lastName: 'Cher', firstName: '' })
  })
  it('words for sex, language, yes and no', () => {
    expect(['nainen', 'N', 'Kvinna', 'f', 'Femme'].map(readSex)).toEqual(Array(5).fill('female'))
    expect(['mies', 'M', 'man', 'Homme'].map(readSex)).toEqual(Array(4).fill('male'))
    expect([readSex('muu'), readSex(''), readSex('tuntematon'), readSex('pöytä')]).toEqual(['other', undefined, 'unknown', null])
    expect(['Suomi', 'finska', 'FI', 'fi-FI', 'ruotsi', 'Svenska', 'english', 'viro', 'nl', ''].map(readLanguage)).toEqual([
      'fi',
      'fi',
      'fi',
      'fi',
      'sv',
      'sv',
      'en',
      'et',
      'nl',
      undefined,
    ])
    expect(readLanguage('jokin muu')).toBeNull()
    expect([readYes('Kyllä'), readYes('ei'), readYes(''), readYes('ehkä')]).toEqual([true, false, false, undefined])
  })
  it('several phones or e-mails in one cell', () => {
    expect(phonesOf('040 123 4567')).toEqual(['040 123 4567'])
    expect(phonesOf('0401234567, 09 1234567')).toEqual(['0401234567', '09 1234567'])
    expect(phonesOf('040 1234567 / 09 1234567')).toEqual(['040 1234567', '09 1234567'])
    expect(phonesOf('soita illalla')).toBeNull()
    expect(emailsOf('mailto:a@example.fi')).toEqual(['a@example.fi'])
    expect(emailsOf('a@example.fi; b@example.fi')).toEqual(['a@example.fi', 'b@example.fi'])
  })
  it('addresses in one cell', () => {
    expect(splitAddress('Esimerkkikatu 1 A 2, 00100 Helsinki')).toEqual({
      street: 'Esimerkkikatu 1 A 2',
      postalCode: '00100',
      city: 'Helsinki',
    })
    expect(splitAddress('Storgatan 1, AX-22100 Mariehamn, Åland')).toEqual({
      street: 'Storgatan 1',
      postalCode: 'AX-22100',
      city: 'Mariehamn',
      country: 'Åland',
    })
    expect(splitAddress('Esimerkkikatu 1')).toEqual({ street: 'Esimerkkikatu 1' })
    expect(splitPostalPlace('00100 Helsinki')).toEqual({ postalCode: '00100', city: 'Helsinki' })
  })
})

describe('rows', () => {
  it('the heading of the field report in full', () => {
    expect(rowsOf('Nimi (suku, etu);Puhelin;Osoite\n"Mallikas, Maija";0401234567;"Esimerkkikatu 1\n00100 Helsinki"').fields).toEqual([
      {
        lastName: 'Mallikas',
        firstName: 'Maija',
        phone: '0401234567',
        address: { street: 'Esimerkkikatu 1', postalCode: '00100', city: 'Helsinki' },
      },
    ])
  })
  it('the first of several values goes to the field, the rest to the note', () => {
    expect(
      rowsOf('Nimi;Puhelin;Sähköposti;Työpuhelin;Huomautus\nCher;0401234567 ::: 0507654321;a@example.fi ::: b@example.fi;091234567;Muista')
        .fields,
    ).toEqual([
      {
        lastName: 'Cher',
        phone: '0401234567',
        email: 'a@example.fi',
        note: 'Muista\nPuhelin: 0507654321\nTyöpuhelin: 091234567\nSähköposti: b@example.fi',
      },
    ])
  })
  it('a remark in place of a number goes to the note, a mistyped number is an error', () => {
    expect(rowsOf('Nimi;Puhelin\nCher;soita illalla\nCheri;04')).toEqual({
      fields: [{ lastName: 'Cher', note: 'Puhelin: soita illalla' }, undefined],
      errors: ['3 phone phone'],
      warnings: ['2 phone movedToNote'],
    })
  })
  it('zeros that a spreadsheet ate come back; a foreign code without a country stays with the place', () => {
    expect(
      rowsOf('Nimi;Postinumero;Kaupunki;Maa\nCher;100;Helsinki;\nCheri;NW3 2RP;London;\nCherie;NW3 2RP;London;UK').fields.map(
        (fields) => fields?.address,
      ),
    ).toEqual([
      { postalCode: '00100', city: 'Helsinki' },
      { city: 'NW3 2RP London' },
      { postalCode: 'NW3 2RP', city: 'London', country: 'UK' },
    ])
  })
  it('the identity code and the birth date must agree', () => {
    expect(rowsOf('Nimi;Hetu;Syntymäaika\nCher;020502E902X;2.5.2002\nCheri;020502E902X;3.5.2002\nCherie;;1.1.2030').errors).toEqual([
      '3 birthDate birthDateDiffers',
      '4 birthDate futureDate',
    ])
  })
  it('too many cells are an error, missing ones at the end are not', () => {
    expect(rowsOf('Nimi;Puhelin\nCher;0401234567;ylimääräinen\nCheri\nCherie;;').errors).toEqual(['2  tooManyCells'])
  })
  it('control characters and the invisible marks of other programs do not get in', () => {
    expect(rowsOf('Nimi;Huomautus\nMai\u0001ja\u000B  Mallikas\u00A0;a\u000Bb\u0002').fields).toEqual([
      { lastName: 'Mallikas', firstName: 'Maija', note: 'a\nb' },
    ])
  })
  it('what is too long is named', () =>
    expect(rowsOf(`Nimi;Ammatti;Huom\n${'x'.repeat(201)};${'y'.repeat(201)};${'z'.repeat(10_001)}`).errors).toEqual([
      '2 note tooLong',
      '2 lastName tooLong',
      '2 occupation tooLong',
    ]))
})
