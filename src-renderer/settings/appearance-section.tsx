import { useState } from 'react'
import { languages } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { changeLanguage } from '../app/session.ts'
import { applyTheme, currentTheme, type Theme, themes } from '../app/theme.ts'
import { RadioGroup } from '../components/choice.tsx'
import { Part, Section } from './section.tsx'
import { useSettings } from './settings-context.tsx'

export function AppearanceSection() {
  const { t, language } = useI18n()
  const { save, readOnly } = useSettings()
  const [theme, setTheme] = useState(currentTheme())
  const choose = (next: Theme) => {
    setTheme(next)
    applyTheme(next)
    void call(shellContract.setTheme, { theme: next })
  }
  return (
    <Section id="appearance">
      <Part>
        <RadioGroup
          label={t('settings.field.locale')}
          description={t('settings.localeHelp')}
          value={language}
          options={languages.map((each) => ({ value: each, label: t(`settings.language.${each}`) }))}
          onChange={(next) =>
            void (readOnly
              ? changeLanguage(next)
              : save('locale', next, t('settings.field.locale')).then((done) => (done ? changeLanguage(next) : undefined)))
          }
        />
      </Part>
      <Part>
        <RadioGroup
          label={t('settings.theme')}
          value={theme}
          onChange={choose}
          options={themes.map((each) => ({ value: each, label: t(`settings.theme.${each}`) }))}
        />
      </Part>
    </Section>
  )
}
