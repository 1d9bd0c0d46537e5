/** The demo practice: complete, so that its register description can be made. Everything in it is made up. */
export const demoSettings: Record<string, unknown> = {
  practice: {
    name: 'Osteopatia Esimerkki',
    businessId: '1234567-1',
    address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
    email: 'vastaanotto@osteopatia.example',
    phone: '050 000 0100',
    website: 'osteopatia.example',
  },
  contactPerson: { name: 'Maija Mallikas', email: 'maija@osteopatia.example', phone: '050 000 0100' },
  // Every identity code of the demo is an artificial one: they are queued all the same, so that there is a queue to look at.
  patientRecord: { location: 'kanta', kantaJoined: '2026-09-01' },
  kanta: { artificialIdentityCodes: 'queue' },
  authorities: {
    patientOmbudsman: { name: 'Esimerkin hyvinvointialueen potilasasiavastaava', phone: '03 000 0000', website: 'hyvinvointialue.example' },
  },
  processors: [
    {
      name: 'Tilitoimisto Esimerkki Oy',
      role: { fi: 'kirjanpito', sv: 'bokföring', en: 'bookkeeping' },
      country: 'FI',
      task: { fi: 'laskujen kirjaaminen', sv: 'bokföring av fakturor', en: 'booking of invoices' },
    },
  ],
  billing: { vatRegistered: false, iban: 'FI2112345600000785', paymentTermDays: 14 },
  calendar: {
    timeZone: 'Europe/Helsinki',
    slotMinutes: 15,
    openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  },
}
