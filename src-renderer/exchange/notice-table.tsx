// What is wrong or worth a look, line by line of the file.
import { useState } from 'react'
import { importFields, type ImportNotice } from '../../src-main/exchange/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'

const step = 100

export function NoticeTable({ label, notices, count }: { label: string; notices: readonly ImportNotice[]; count: number }) {
  const { t } = useI18n()
  const [shown, setShown] = useState(step)
  const fieldName = (field: string): string => {
    const known = importFields.find((one) => one === field)
    return known ? t(`exchange.field.${known}`) : ''
  }
  return (
    <>
      <table className="plain-table notice-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className="numeric">
              {t('exchange.line')}
            </th>
            <th scope="col">{t('exchange.what')}</th>
            <th scope="col">{t('exchange.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {notices.slice(0, shown).map((notice, index) => (
            <tr key={`${String(notice.line)} ${notice.field} ${notice.code} ${String(index)}`}>
              <td className="numeric">{notice.line}</td>
              <td>{notice.message}</td>
              <td className="muted">{fieldName(notice.field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {notices.length > shown ? (
        <p>
          <Button onPress={() => setShown(shown + step)}>{t('exchange.showMore')}</Button>
        </p>
      ) : null}
      {count > notices.length ? <p className="muted field-help">{t('exchange.notAllShown', { count })}</p> : null}
    </>
  )
}
