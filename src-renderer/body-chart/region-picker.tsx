// A finding without drawing: what it is, and where, by typing. The way of the keyboard and of a screen reader, and the quickest for a vertebra.
import { Plus } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { type ChartSymbol, chartSymbols } from '../../src-main/body-chart/contract.ts'
import { type RegionId, regionIds } from '../../src-main/body-chart/regions-contract.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { ComboBox, Select } from '../components/select.tsx'
import { fitsName } from './region-search.ts'
import type { ChartNames } from './use-names.ts'

export function RegionPicker({
  names,
  symbol,
  onSymbol,
  onAdd,
}: {
  names: ChartNames
  symbol: ChartSymbol
  onSymbol(symbol: ChartSymbol): void
  onAdd(region: RegionId): void
}) {
  const { t } = useI18n()
  const [typed, setTyped] = useState('')
  const [region, setRegion] = useState<RegionId | null>(null)
  const [error, setError] = useState<string>()
  const place: RefObject<HTMLDivElement | null> = useRef(null)
  const chosenName = names.regions.find((each) => each.region === region)?.name
  // The name of what was chosen is no search: all are offered again.
  const options = names.regions.filter(({ name }) => typed === chosenName || fitsName(name, typed))
  const add = () => {
    const only = options.length === 1 ? options[0]!.region : null
    const chosen = region ?? only
    if (chosen === null) {
      setError(t('body-chart.chooseRegion'))
      place.current?.querySelector<HTMLInputElement>('[role=combobox]')?.focus()
      return
    }
    onAdd(chosen)
    setTyped('')
    setRegion(null)
    setError(undefined)
    // Emptied first: a field whose text changes while it has the focus opens its list.
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>('[role=combobox]')?.focus())
  }
  return (
    <div ref={place} className="chart-picker" role="group" aria-label={t('body-chart.fromList')}>
      <Select
        label={t('body-chart.symbol')}
        value={symbol}
        options={chartSymbols.map((value) => ({ value, label: names.symbol(value) }))}
        onChange={onSymbol}
      />
      <ComboBox
        label={t('body-chart.region')}
        options={options.map(({ region: value, name }) => ({ value, label: name }))}
        inputValue={typed}
        onInputChange={(text) => {
          setTyped(text)
          setError(undefined)
        }}
        value={region}
        onChange={(value) => setRegion(regionIds.find((id) => id === value) ?? null)}
        emptyText={t('body-chart.noRegion')}
        error={error}
      />
      <Button icon={Plus} onPress={add}>
        {t('body-chart.add')}
      </Button>
    </div>
  )
}
