/** What surrounds every page: the rail, the palette, shortcuts, and what to show when a page is missing or broke. */
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setSpokenZone } from '../languages/format.ts'
import { findBrand, sessionQuery } from '../session/session.ts'
import { Frame } from '../ui/frame.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Page } from '../ui/page.tsx'
import { Keys } from './keys.tsx'
import { BottomBar, Rail } from './rail.tsx'

export const Root = () => {
  const { t, i18n } = useTranslation()
  const { data: session } = useQuery(sessionQuery())
  const { brandId } = useParams({ strict: false }) as { brandId?: string }
  const open = session === undefined || brandId === undefined ? null : findBrand(session, brandId)
  // Sentences say their times in the open brand's zone, wherever they are said.
  if (open !== null) setSpokenZone(open.brand.timeZone)
  return (
    <Frame direction={i18n.dir() === 'rtl' ? 'rtl' : 'ltr'}>
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded focus:bg-ink focus:px-3 focus:py-2 focus:text-paper"
      >
        {t('ui.skip')}
      </a>
      <div className="flex min-h-dvh">
        {open !== null && <Rail open={open} />}
        <main id="page" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      {open !== null && (
        <>
          <BottomBar brandId={open.brand.id} />
          <Keys brandId={open.brand.id} />
        </>
      )}
    </Frame>
  )
}

export const Missing = () => {
  const { t } = useTranslation()
  return (
    <Page question={t('ui.missing.question')} answer={t('ui.missing.answer')}>
      <Link to="/" className="underline underline-offset-4">
        {t('ui.missing.home')}
      </Link>
    </Page>
  )
}

export const PageFailed = ({ error, reset }: { error: unknown; reset: () => void }) => {
  const { t } = useTranslation()
  return (
    <Page question={t('ui.failed.question')}>
      <ErrorState error={error} onRetry={reset} />
    </Page>
  )
}
