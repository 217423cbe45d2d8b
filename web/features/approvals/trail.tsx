/** The trail of approvals as it is kept, and whether its chain is whole. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Note } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

export const Trail = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const trail = useQuery(api.approvals.trail.queryOptions({ input: { ...at, limit: 100 } }))
  const [asked, setAsked] = useState(false)
  const check = useQuery({ ...api.approvals.verify.queryOptions({ input: at }), enabled: asked, staleTime: 0 })
  if (trail.data === undefined || trail.data.length === 0)
    return trail.isError ? <ErrorState error={trail.error} onRetry={() => void trail.refetch()} /> : null
  return (
    <Section
      title={t('approvals:ui.trail')}
      note={t('approvals:ui.trailNote')}
      acts={
        <Button size="small" busy={check.isFetching} onClick={() => (asked ? void check.refetch() : setAsked(true))}>
          {t('approvals:ui.verify')}
        </Button>
      }
    >
      {check.isError && <ErrorState error={check.error} />}
      {check.data !== undefined && (
        <output className="mb-3 block">
          <Note kind={check.data.whole ? 'good' : 'problem'}>
            {check.data.whole
              ? t('approvals:ui.whole', { count: check.data.entries })
              : t('approvals:ui.broken', { number: check.data.brokenAt ?? 0 })}
            <span className="block text-small break-all">{t('approvals:ui.head', { hash: check.data.head })}</span>
          </Note>
        </output>
      )}
      <Table
        caption={t('approvals:ui.trail')}
        hideCaption
        rows={trail.data}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'number', head: t('approvals:ui.number'), number: true, rowHeader: true, cell: ({ number }) => format.number(number) },
          { key: 'when', head: t('approvals:ui.when'), cell: ({ at: when }) => format.dateTime(when) },
          { key: 'act', head: t('approvals:ui.act'), cell: ({ act }) => t(`approvals:ui.acts.${act}`) },
          { key: 'by', head: t('approvals:ui.by'), cell: ({ by }) => <bdi>{by}</bdi> },
          {
            key: 'version',
            head: t('approvals:ui.version'),
            cell: ({ contentHash }) => (contentHash === null ? '' : <code dir="ltr">{contentHash.slice(0, 10)}</code>),
          },
          {
            key: 'note',
            head: t('approvals:ui.note'),
            cell: ({ act, note }) => (act === 'policy' ? '' : <span dir="auto">{note}</span>),
          },
        ]}
      />
    </Section>
  )
}
