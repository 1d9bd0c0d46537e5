// First run: "I have a backup". No vault is needed, and none is overwritten.
import { useState } from 'react'
import { useI18n } from '../app/i18n.ts'
import { StepPage } from '../first-run/step-page.tsx'
import { RestoreFlow } from './restore-flow.tsx'

export function RestoreStep() {
  const { t } = useI18n()
  const [phase, setPhase] = useState('file')
  return (
    <StepPage
      wide
      title={t(phase === 'done' ? 'backup.firstRunDone' : phase === 'file' ? 'backup.firstRunTitle' : 'backup.firstRunContents')}
      intro={t(phase === 'done' ? 'backup.firstRunDoneIntro' : phase === 'file' ? 'backup.firstRunIntro' : 'backup.firstRunContentsIntro')}
    >
      <RestoreFlow ownVault={false} size="l" onPhase={setPhase} />
    </StepPage>
  )
}
