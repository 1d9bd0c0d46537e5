// What text may hold before it is printed, in any format.

// Marks that turn the direction of text round or hide inside it. They draw nothing and can make a printed name or sum read otherwise
// than it is stored; they also come along with every phone number copied from a web page, so they are left out, not refused.
const invisible = /\u061C|[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F]|\uFEFF|\p{Variation_Selector}/gu
// oxlint-disable-next-line no-control-regex
const controls =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The text as it is printed: NFC, line feeds only, without control, direction and zero-width characters. */
export function printable(value: string): string {
  return value
    .replace(/\r\n?|[\u0085\u000B\u000C\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(controls, '')
    .replace(invisible, '')
    .normalize('NFC')
}

/** The same on one line, for titles and headers. */
export const printableLine = (value: string): string => printable(value).replace(/\s*\n\s*/g, ' ')

/** `U+1F600`. */
export const codePointName = (character: string): string => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
