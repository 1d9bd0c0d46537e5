// Somebody else saved meanwhile: both texts are shown, she says which stays, neither is lost (streetwriters/notesnook #1367).
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { changedParts, type ClientValues, type Part, partText } from './form-values.ts'
import { partLabel, partWords } from './part-text.ts'

export interface StaleChoiceProps {
  /** What the form was opened with. */
  base: ClientValues
  mine: ClientValues
  theirs: ClientValues
  busy: boolean
  /** The parts in which her text stays; all others become what is saved now. */
  onChoose(mine: readonly Part[]): void
}

export function StaleChoice({ base, mine, theirs, busy, onChoose }: StaleChoiceProps) {
  const { t } = useI18n()
  const section = useRef<HTMLElement>(null)
  // She pressed Save at the end of a long form: what it is about must be in sight.
  useEffect(() => {
    void section.current?.scrollIntoView({ block: 'start' })
  }, [])
  const myChanges = changedParts(base, mine)
  const differing = [...new Set([...myChanges, ...changedParts(base, theirs)])].filter(
    (part) => partText(part, mine) !== partText(part, theirs),
  )
  const [chosen, setChosen] = useState<Partial<Record<Part, 'mine' | 'theirs'>>>({})
  const choiceOf = (part: Part): 'mine' | 'theirs' => chosen[part] ?? (myChanges.includes(part) ? 'mine' : 'theirs')
  const words = (part: Part, values: ClientValues) => partWords(part, values) || t('clients.stale.empty')
  return (
    <section ref={section} className="stale" aria-labelledby="stale-title">
      <Callout tone="warning" alert>
        <h2 id="stale-title">{t('clients.stale.title')}</h2>
        <p>{t('clients.stale.text')}</p>
      </Callout>
      {differing.map((part) => (
        <RadioGroup
          key={part}
          label={partLabel(part)}
          name={`stale.${part}`}
          value={choiceOf(part)}
          onChange={(value) => setChosen({ ...chosen, [part]: value })}
          options={[
            { value: 'mine', label: words(part, mine), detail: t('clients.stale.mine') },
            { value: 'theirs', label: words(part, theirs), detail: t('clients.stale.theirs') },
          ]}
        />
      ))}
      <div>
        <Button
          variant="primary"
          busy={busy}
          busyLabel={t('common.saving')}
          onPress={() =>
            onChoose([...new Set([...myChanges, ...differing])].filter((part) => !differing.includes(part) || choiceOf(part) === 'mine'))
          }
        >
          {t('clients.stale.save')}
        </Button>
      </div>
    </section>
  )
}
