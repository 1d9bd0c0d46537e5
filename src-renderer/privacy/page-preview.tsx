// The pages themselves, from the same engine as the PDF: each one a picture of outlines, white in the dark theme too.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useI18n } from '../app/i18n.ts'
import { IconButton } from '../components/button.tsx'
import './page-preview.css'

/** An address for each picture while it is shown. */
function usePictures(pages: readonly string[]): readonly string[] {
  const [addresses, setAddresses] = useState<readonly string[]>([])
  useEffect(() => {
    const made = pages.map((page) => URL.createObjectURL(new Blob([page], { type: 'image/svg+xml' })))
    setAddresses(made)
    return () => {
      // The pictures of the next answer are drawn first; only then may these go.
      setTimeout(() => {
        for (const address of made) URL.revokeObjectURL(address)
      }, 1000)
    }
  }, [pages])
  return addresses
}

export function PagePreview({ pages, title, tools }: { pages: readonly string[]; title: string; tools?: ReactNode }) {
  const { t } = useI18n()
  const pictures = usePictures(pages)
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const sheets = () => [...(scroller.current?.querySelectorAll<HTMLElement>('.sheet') ?? [])]
  const look = () => {
    const top = scroller.current?.getBoundingClientRect().top ?? 0
    const middle = (scroller.current?.clientHeight ?? 0) / 2
    const index = sheets().findLastIndex((sheet) => sheet.getBoundingClientRect().top - top < middle)
    setCurrent(Math.max(0, index))
  }
  const turn = (to: number) => {
    const sheet = sheets()[to]
    if (sheet && scroller.current) scroller.current.scrollTo({ top: sheet.offsetTop - 12 })
  }
  return (
    <section className="preview" aria-label={t('privacy.preview')}>
      <div className="preview-head">
        <h2>{t('privacy.preview')}</h2>
        {tools}
        <span className="preview-page">{t('privacy.page', { page: Math.min(current + 1, pages.length), pages: pages.length })}</span>
        <IconButton icon={ChevronLeft} label={t('privacy.previousPage')} isDisabled={current === 0} onPress={() => turn(current - 1)} />
        <IconButton
          icon={ChevronRight}
          label={t('privacy.nextPage')}
          isDisabled={current >= pages.length - 1}
          onPress={() => turn(current + 1)}
        />
      </div>
      {/* Scrolled by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="preview-pages" ref={scroller} onScroll={look} tabIndex={0} role="group" aria-label={title}>
        {pictures.map((picture, index) => (
          <img key={picture} className="sheet" src={picture} alt={t('privacy.pageOf', { title, page: index + 1, pages: pages.length })} />
        ))}
      </div>
    </section>
  )
}
