// Diagnosis or procedure codes of a note: found by typing in her own list, several, never required. The name is kept with the code, so
// that what was written stays when the list changes.
import { X } from 'lucide-react'
import { useState } from 'react'
import { type Code, codesContract } from '../../src-main/codes/contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { IconButton } from '../components/button.tsx'
import { ComboBox } from '../components/select.tsx'
import './codes.css'

export type CodeChoices = Entry['diagnoses']

const same = (one: CodeChoices[number], other: { code: string; system: string }): boolean =>
  one.code === other.code && one.system === other.system

export function CodeField({ kind, value, onChange }: { kind: Code['kind']; value: CodeChoices; onChange(value: CodeChoices): void }) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  /** A fresh field after each choice, else the emptied text would open the list again over the rest of the note. */
  const [added, setAdded] = useState(0)
  const found = useMethod(codesContract.search, { text: text.slice(0, 200), kind, limit: 30 }, { keep: true })
  const codes = found.data?.codes ?? []
  const label = t(kind === 'diagnosis' ? 'treatment.diagnoses' : 'treatment.procedures')
  const add = (id: string | null) => {
    const code = codes.find((each) => each.id === id)
    if (!code) return // typing on clears what was chosen
    setText('')
    setAdded(added + 1)
    if (!value.some((each) => same(each, code))) onChange([...value, { code: code.code, system: code.system, name: code.name }])
  }
  // A practice that keeps no list is not asked for one.
  if (text === '' && value.length === 0 && found.data && codes.length === 0) return null
  return (
    <div className="code-field">
      <ComboBox
        key={added}
        autoFocus={added > 0}
        label={label}
        optional
        placeholder={t('codes.placeholder')}
        options={codes
          .filter((code) => !value.some((each) => same(each, code)))
          .map(({ id, code, name, system }) => ({ value: id, label: `${code} ${name}`, detail: system }))}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={add}
        emptyText={text.trim() === '' ? t('codes.allChosen') : t('codes.noMatch')}
      />
      {value.length > 0 ? (
        <ul className="code-list" aria-label={label}>
          {value.map((each) => {
            const name = [each.code, each.name].filter(Boolean).join(' ')
            return (
              <li key={`${each.system} ${each.code}`}>
                <span>
                  <strong>{each.code}</strong> {each.name} <span className="muted">{each.system}</span>
                </span>
                <IconButton
                  icon={X}
                  size="s"
                  label={t('codes.takeOut', { name })}
                  onPress={() => onChange(value.filter((other) => other !== each))}
                />
              </li>
            )
          })}
        </ul>
      ) : null}
    </div>
  )
}
