// The document as a person reads it, made from the XML, beside the XML itself.
import { useState } from 'react'
import type { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDate, formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { LinkButton } from '../components/button.tsx'
import { SectionHeading } from '../components/content.tsx'

type PreviewOutput = OutputOf<typeof kantaContract.preview>
type Fact = PreviewOutput['readable']['facts'][number]

const masked = (hetu: string): string => `${hetu.slice(0, 7)}••••`
const timed = new Set<Fact['key']>(['effectiveTime', 'visitStart', 'visitEnd'])
const dotted = new Set<Fact['key']>(['documentId', 'setId', 'replaces', 'organisationId', 'serviceEvent'])

function FactValue({ fact: { key, value }, shown, onShow }: { fact: Fact; shown: boolean; onShow(): void }) {
  const { t } = useI18n()
  if (value === null) return <span className="muted">{t('kanta.notKnown')}</span>
  if (key === 'identityCode')
    return shown ? (
      value
    ) : (
      <>
        {masked(value)} <LinkButton onPress={onShow}>{t('kanta.showIdentityCode')}</LinkButton>
      </>
    )
  if (key === 'birthDate') return formatDate(value)
  if (key === 'language' && (value === 'fi' || value === 'sv')) return t(`settings.language.${value}`)
  if (timed.has(key)) return value.includes('T') ? formatDateTime(value) : formatDate(value)
  return dotted.has(key) ? <span className="mono kanta-id">{value}</span> : value
}

export function Preview({ preview }: { preview: PreviewOutput }) {
  const { t } = useI18n()
  const { readable, xml, final } = preview
  const [shown, setShown] = useState(false)
  const hetu = readable.facts.find(({ key }) => key === 'identityCode')?.value
  return (
    <section aria-label={t('kanta.preview')}>
      <SectionHeading>{t('kanta.preview')}</SectionHeading>
      <p className="muted kanta-provisional">{t(final ? 'kanta.finalBytes' : 'kanta.provisional')}</p>
      <div className="kanta-beside">
        <div className="kanta-readable">
          <h3>{t('kanta.asRead')}</h3>
          {readable.sections.map((section, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- headings may repeat, and the document does not change
            <section key={`${section.title} ${String(index)}`}>
              <h4>{section.title}</h4>
              {section.paragraphs.map((paragraph, position) => (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <p key={position}>{paragraph}</p>
              ))}
              {section.codes.length > 0 ? <p className="muted">{section.codes.join(', ')}</p> : null}
            </section>
          ))}
          <dl className="kanta-facts">
            {readable.facts.map((fact) => (
              <div key={fact.key}>
                <dt>{t(`kanta.fact.${fact.key}`)}</dt>
                <dd>
                  <FactValue fact={fact} shown={shown} onShow={() => setShown(true)} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div className="kanta-xml">
          <h3 id="kanta-xml-title">{t('kanta.xml')}</h3>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by itself, so keys must reach it */}
          <pre tabIndex={0} role="region" aria-labelledby="kanta-xml-title">
            {hetu && !shown ? xml.replaceAll(hetu, masked(hetu)) : xml}
          </pre>
        </div>
      </div>
    </section>
  )
}
