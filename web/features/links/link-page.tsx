/** One short link: its clicks by day with those of machines kept apart, its QR code, where people came from, and what it belongs to. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { CopyButton } from './link-list.tsx'

export const LinkDetailPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const { linkId = '' } = useParams({ strict: false }) as { linkId?: string }
  const queries = useQueryClient()
  const link = useQuery(api.links.get.queryOptions({ input: { ...at, linkId } }))
  const qr = useQuery(api.links.qr.queryOptions({ input: { ...at, linkId } }))
  const archive = useMutation(
    api.links.archive.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.links.key() }) }),
  )
  const { data } = link
  const code = qr.data === undefined ? null : `data:image/svg+xml;utf8,${encodeURIComponent(qr.data.svg)}`
  return (
    <Page
      question={t('links:ui.one.question')}
      answer={data && t('links:ui.one.answer', { title: data.title === '' ? data.slug : data.title, count: data.clicks.persons })}
      acts={
        data && (
          <>
            <CopyButton text={data.address} />
            {can('write-posts') && (
              <Button busy={archive.isPending} onClick={() => archive.mutate({ ...at, linkId, archived: data.archivedAt === null })}>
                {t(data.archivedAt === null ? 'links:ui.one.archive' : 'links:ui.one.restore')}
              </Button>
            )}
          </>
        )
      }
    >
      <p className="mb-4 text-small">
        <Link className="underline underline-offset-4" to={`/b/${brandId}/links`}>
          {t('links:ui.one.back')}
        </Link>
      </p>
      {link.isPending && <Skeleton height={320} />}
      {link.isError && <ErrorState error={link.error} onRetry={() => void link.refetch()} />}
      {archive.isError && <ErrorState error={archive.error} />}
      {data !== undefined && (
        <>
          {data.archivedAt !== null && (
            <div className="mb-4">
              <Note kind="warning">{t('links:ui.one.archived')}</Note>
            </div>
          )}
          <div className="mb-8 grid gap-6 sm:grid-cols-[1fr_auto]">
            <dl className="grid content-start gap-x-8 gap-y-3 sm:grid-cols-2">
              <div className="sm:col-span-2">
                <dt className="text-small text-quiet">{t('links:ui.one.address')}</dt>
                <dd className="break-all">
                  <bdi dir="ltr">{data.address}</bdi>
                </dd>
              </div>
              <div className="sm:col-span-2">
                <dt className="text-small text-quiet">{t('links:ui.one.leadsTo')}</dt>
                <dd className="break-all">
                  <bdi dir="ltr">{data.destination}</bdi>
                </dd>
              </div>
              {(['persons', 'visitors', 'previews', 'bots'] as const).map((what) => (
                <div key={what}>
                  <dt className="text-small text-quiet">{t(`links:ui.table.${what}`)}</dt>
                  <dd className="text-title font-medium">{format.number(data.clicks[what])}</dd>
                </div>
              ))}
            </dl>
            {code !== null && (
              <figure className="flex flex-col items-center gap-2">
                <img
                  src={code}
                  alt={t('links:ui.one.qr', { address: data.address })}
                  width={180}
                  height={180}
                  className="rounded-md bg-white"
                />
                <figcaption>
                  <a className="text-small underline underline-offset-4" href={code} download={`${data.slug}.svg`}>
                    {t('links:ui.one.download')}
                  </a>
                </figcaption>
              </figure>
            )}
          </div>
          {data.days.length > 1 && (
            <Section title={t('links:ui.one.days')}>
              <BandLine
                title={t('links:ui.one.days')}
                words={t('links:ui.one.daysWords', { count: data.days.length })}
                unit={t('links:ui.table.persons')}
                points={data.days.map(({ day, persons }) => ({ at: day, value: persons }))}
                fromZero
              />
            </Section>
          )}
          <div className="grid gap-x-8 sm:grid-cols-3">
            {(['referrers', 'devices', 'languages'] as const).map((what) => (
              <Section key={what} title={t(`links:ui.one.${what}`)}>
                {data[what].length === 0 ? (
                  <p className="text-quiet">{t('links:ui.one.nobody')}</p>
                ) : (
                  <Table
                    caption={t(`links:ui.one.${what}`)}
                    hideCaption
                    rows={data[what]}
                    rowKey={({ name }) => name ?? '–'}
                    columns={[
                      {
                        key: 'name',
                        rowHeader: true,
                        head: t(`links:ui.one.${what}`),
                        cell: ({ name }) => <bdi>{name ?? t('links:ui.one.unknown')}</bdi>,
                      },
                      { key: 'n', number: true, head: t('links:ui.table.persons'), cell: ({ persons }) => format.number(persons) },
                    ]}
                  />
                )}
              </Section>
            ))}
          </div>
          <Note kind="fact">{t('links:ui.one.privacy')}</Note>
        </>
      )}
    </Page>
  )
}
