import { Component, type ReactNode } from 'react'
import { Button } from '../components/button.tsx'
import { hasText, t } from './i18n.ts'

/** The last net: what is saved is safe, and she can go on. The error itself may hold client data, so it is neither shown nor kept. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    if (!this.state.failed) return this.props.children
    if (!hasText('app.crashed')) return null
    return (
      <main className="page-body">
        <section className="empty" role="alert">
          <h1>{t('app.crashed')}</h1>
          <p>{t('app.crashedText')}</p>
          <Button variant="primary" onPress={() => location.reload()} autoFocus>
            {t('app.reload')}
          </Button>
        </section>
      </main>
    )
  }
}
