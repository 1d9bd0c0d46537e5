// Two versions of a signed note side by side. What was taken out is struck through on the left, what came in is underlined on the right,
// and both are told in words to a screen reader; charts, measures and other facts are compared as words.
import type { ReactNode } from 'react'
import { headings } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { itemsOf } from '../body-chart/chart-items.ts'
import { itemText, useChartNames } from '../body-chart/use-names.ts'
import { useEntryFacts } from './entry-text.tsx'
import { type DiffPart, listDiff, wordDiff } from './word-diff.ts'

function Side({ parts, side, asList }: { parts: readonly DiffPart[]; side: 'removed' | 'added'; asList: boolean }) {
  const { t } = useI18n()
  const mine = parts.filter(({ kind }) => kind === 'same' || kind === side)
  const pieceOf = ({ kind, text }: DiffPart): ReactNode => {
    if (kind === 'same' || text.trim() === '') return text
    const Mark = kind === 'removed' ? 'del' : 'ins'
    return (
      <Mark className="note-change">
        <span className="visually-hidden">{t(kind === 'removed' ? 'treatment.diff.removed' : 'treatment.diff.added')} </span>
        {text}
      </Mark>
    )
  }
  if (mine.length === 0) return <p className="muted">{t('treatment.diff.nothing')}</p>
  return asList ? (
    <ul className="note-diff-list">
      {mine.map((part, index) => (
        <li key={index}>{pieceOf(part)}</li>
      ))}
    </ul>
  ) : (
    <p className="note-prose">
      {mine.map((part, index) => (
        <span key={index}>{pieceOf(part)}</span>
      ))}
    </p>
  )
}

export function VersionDiff({ before, after, titleOf }: { before: Entry; after: Entry; titleOf(entry: Entry): string }) {
  const { t } = useI18n()
  const names = useChartNames()
  const factsOf = useEntryFacts()
  const marksOf = ({ bodyChart }: Entry) => (bodyChart ? itemsOf(bodyChart).map((item) => itemText(names, item)) : [])
  const answersOf = ({ checklists }: Entry) =>
    checklists.flatMap(({ items }) =>
      items.map(({ text, answer, note }) => `${text}: ${t(`treatment.answer.${answer}`)}${note ? ` (${note})` : ''}`),
    )
  const rows: { name: string; parts: DiffPart[]; asList: boolean }[] = [
    ...headings.map((heading) => ({
      name: t(`treatment.heading.${heading}`),
      parts: wordDiff(before.sections[heading] ?? '', after.sections[heading] ?? ''),
      asList: false,
    })),
    { name: t('treatment.bodyChart'), parts: listDiff(marksOf(before), marksOf(after)), asList: true },
    { name: t('treatment.facts'), parts: listDiff(factsOf(before), factsOf(after)), asList: true },
    {
      name: t('treatment.checklists'),
      parts: listDiff(answersOf(before), answersOf(after)).filter(({ kind }) => kind !== 'same'),
      asList: true,
    },
  ].filter(({ parts }) => parts.length > 0)
  const isSame = rows.every(({ parts }) => parts.every(({ kind }) => kind === 'same'))
  return (
    <>
      <table className="note-diff">
        <caption className="visually-hidden">{t('treatment.diff.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{titleOf(before)}</th>
            <th scope="col">{titleOf(after)}</th>
          </tr>
        </thead>
        {rows.map(({ name, parts, asList }) => (
          <tbody key={name}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {name}
              </th>
            </tr>
            <tr>
              <td>
                <Side parts={parts} side="removed" asList={asList} />
              </td>
              <td>
                <Side parts={parts} side="added" asList={asList} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
      {isSame ? <p className="muted">{t('treatment.diff.same')}</p> : null}
    </>
  )
}
