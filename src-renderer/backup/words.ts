// Instants and sizes as she says them: "tänään klo 12.04", "84,2 Mt".
import { currentLanguage, intlLocale, t } from '../app/i18n.ts'
import { formatDate, formatDateTime, formatTime, todayDate } from '../app/format.ts'

const dayNumber = (localDate: string): number => Math.floor(Date.parse(`${localDate}T00:00:00Z`) / 86_400_000)
/** Local date of an instant on this computer's calendar. */
const localDateOf = (instant: string): string => {
  const date = new Date(instant)
  return new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(date)
}
/** Whole days from the instant's day to today; negative when it lies ahead. */
export const daysSince = (instant: string): number => dayNumber(todayDate()) - dayNumber(localDateOf(instant))

/** `tänään klo 12.04`, `eilen klo 18.31`, `pe 20.11. klo 18.02`, `12.12.2025 klo 9.02`. */
export function whenWords(instant: string): string {
  const days = daysSince(instant)
  const time = formatTime(instant)
  if (days === 0) return t('backup.todayAt', { time })
  if (days === 1) return t('backup.yesterdayAt', { time })
  if (days > 1 && days < 7) {
    const weekday = new Intl.DateTimeFormat(intlLocale[currentLanguage()], { weekday: 'short' }).format(new Date(instant))
    return t('backup.weekdayAt', {
      weekday,
      date: formatDate(instant)
        .replace(/\d{4}$/, '')
        .trim(),
      time,
    })
  }
  return formatDateTime(instant)
}
/** Age in words: "tänään", "3 päivää vanha". */
export function ageWords(instant: string): string {
  const days = Math.max(0, daysSince(instant))
  return days === 0 ? t('backup.ageToday', { time: formatTime(instant) }) : t('backup.ageDays', { count: days })
}

/** Bytes → `84,2 Mt`. */
export function sizeWords(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte']
  return new Intl.NumberFormat(intlLocale[currentLanguage()], {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    minimumFractionDigits: unit === 'kilobyte' ? 0 : 1,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  }).format(value as number)
}

/** The file's name alone, from a path of any system. */
export const fileNameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
/** A name in the folder of another file. */
export const inFolder = (folder: string, name: string): string =>
  `${folder.replace(/[/\\]$/, '')}${folder.includes('\\') && !folder.includes('/') ? '\\' : '/'}${name}`
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 1))
