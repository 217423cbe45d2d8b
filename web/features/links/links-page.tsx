/** Short links of a brand: how many people followed them, a new one, and beside them campaigns, UTM rules, the page of links, domains. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { LinkList } from './link-list.tsx'
import { Campaigns } from './campaigns.tsx'
import { Domains } from './domains.tsx'
import { PageEditor } from './page-editor.tsx'
import type { LinksSearch } from './routes.tsx'
import { UtmEditor } from './utm-editor.tsx'

export const LinksPage = () => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as LinksSearch
  const links = useQuery(api.links.list.queryOptions({ input: { ...at, limit: 200 } }))
  const total = links.data?.total
  return (
    <Page
      question={t('links:ui.question')}
      acts={
        <Link className="inline-flex min-h-9 items-center underline underline-offset-4 coarse:min-h-11" to={`/b/${brandId}/attribution`}>
          {t('ui.rooms.attribution')}
        </Link>
      }
      answer={
        total === undefined
          ? undefined
          : total.persons + total.previews + total.bots === 0
            ? t('links:ui.answerNone')
            : t('links:ui.answer', { count: total.persons, previews: total.previews, bots: total.bots })
      }
    >
      <Tabs
        label={t('links:ui.question')}
        value={search.tab ?? 'links'}
        onChange={(tab) => void navigate({ to: `/b/${brandId}/links`, search: tab === 'links' ? {} : { tab }, replace: true })}
        tabs={[
          { value: 'links', label: t('links:ui.tab.links'), content: <LinkList links={links} /> },
          { value: 'campaigns', label: t('links:ui.tab.campaigns'), content: <Campaigns /> },
          { value: 'utm', label: t('links:ui.tab.utm'), content: <UtmEditor /> },
          { value: 'page', label: t('links:ui.tab.page'), content: <PageEditor links={links.data?.links ?? []} /> },
          { value: 'domains', label: t('links:ui.tab.domains'), content: <Domains /> },
        ]}
      />
    </Page>
  )
}
