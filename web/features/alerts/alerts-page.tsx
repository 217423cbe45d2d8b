/** Alerts: what comes by mail or webhook, and what became of every letter. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { BellOff, BellRing, Send, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Alert, AlertDelivery } from '../../../contract/alerts.ts'
import { addressOf } from '../../../contract/place.ts'
import type { Place } from '../../../contract/today.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { AlertForm } from './alert-form.tsx'
import { groupsOf } from './groups.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.alerts.key() })

export const AlertsPage = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const list = useQuery(api.alerts.list.queryOptions({ input: at, refetchInterval: 15_000 }))
  const alerts = list.data?.alerts ?? []
  return (
    <Page
      question={t('alerts:ui.question')}
      answer={list.data && (alerts.length === 0 ? t('alerts:ui.noneYet') : t('alerts:ui.answer', { count: alerts.length }))}
    >
      <p className="mb-4 max-w-prose text-quiet">{t('alerts:ui.intro')}</p>
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && alerts.length === 0 && (
        <EmptyState title={t('alerts:ui.noAlerts')}>{t('alerts:ui.noAlertsWords')}</EmptyState>
      )}
      <ul className="grid">
        {alerts.map((alert) => (
          <AlertLine key={alert.id} alert={alert} />
        ))}
      </ul>
      {list.data !== undefined && (
        <>
          <Section title={t('alerts:ui.mail')} note={t('alerts:ui.mailIntro')}>
            {list.data.mailReady ? <AlertForm kind="mail" /> : <p className="text-quiet">{t('alerts:ui.noMail')}</p>}
          </Section>
          {can('manage-brands') && (
            <Section title={t('alerts:ui.webhook')} note={t('alerts:ui.webhookIntro')}>
              <AlertForm kind="webhook" />
            </Section>
          )}
          <Section title={t('alerts:ui.deliveries')}>
            {list.data.deliveries.length === 0 ? (
              <p className="text-quiet">{t('alerts:ui.none')}</p>
            ) : (
              <ol className="grid">
                {list.data.deliveries.map((delivery) => (
                  <Delivery key={delivery.id} delivery={delivery} to={alerts.find(({ id }) => id === delivery.alertId)?.address ?? ''} />
                ))}
              </ol>
            )}
          </Section>
        </>
      )}
    </Page>
  )
}

const dayMs = 86_400_000

const AlertLine = ({ alert }: { alert: Alert }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const one = { ...at, alertId: alert.id }
  const onError = (error: Error) => notifyProblem(error.message)
  const said = (words: string) => () => {
    notify(words)
    return refresh()
  }
  const trial = useMutation({ mutationFn: () => client.alerts.test(one), onSuccess: said(t('alerts:ui.tested')), onError })
  const remove = useMutation({ mutationFn: () => client.alerts.remove(one), onSuccess: said(t('alerts:ui.removed')), onError })
  const mute = useMutation({
    mutationFn: () => client.alerts.mute({ ...one, until: alert.mutedUntil === null ? new Date(Date.now() + dayMs).toISOString() : null }),
    onSuccess: refresh,
    onError,
  })
  const hour = `${String(alert.hour).padStart(2, '0')}:00`
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-all">
          <bdi>{alert.address}</bdi>
        </p>
        <p className="text-small text-quiet">
          {[
            t(`alerts:ui.${alert.kind}`),
            alert.mode === 'digest' ? t('alerts:ui.daily', { hour }) : t('alerts:ui.atOnce'),
            ...groupsOf(alert.steps).map((group) => t(`alerts:ui.step.${group}`)),
          ].join(' · ')}
        </p>
        {alert.mutedUntil !== null && (
          <p className="text-small font-medium">{t('alerts:ui.mutedUntil', { when: format.dateTime(alert.mutedUntil) })}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<Send size={15} aria-hidden className="points" />} busy={trial.isPending} onClick={() => trial.mutate()}>
          {t('alerts:ui.test')}
        </Button>
        <Button
          size="small"
          icon={alert.mutedUntil === null ? <BellOff size={15} aria-hidden /> : <BellRing size={15} aria-hidden />}
          busy={mute.isPending}
          onClick={() => mute.mutate()}
        >
          {t(alert.mutedUntil === null ? 'alerts:ui.mute' : 'alerts:ui.unmute')}
        </Button>
        <Button size="small" look="danger" icon={<Trash2 size={15} aria-hidden />} busy={remove.isPending} onClick={() => remove.mutate()}>
          {t('alerts:ui.remove')}
        </Button>
      </div>
    </li>
  )
}

const Delivery = ({ delivery, to }: { delivery: AlertDelivery; to: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  const isBad = delivery.state === 'refused' || delivery.state === 'unknown'
  return (
    <li className="border-b border-line py-2">
      <p className="flex flex-wrap gap-x-3">
        <time dateTime={delivery.createdAt} className="text-quiet">
          {format.dateTime(delivery.createdAt)}
        </time>
        <span className={isBad ? 'font-medium text-bad' : ''}>{t(`alerts:ui.states.${delivery.state}`)}</span>
        <bdi className="break-all text-quiet">{to}</bdi>
        <span>{delivery.mode === 'test' ? t('alerts:ui.trial') : t('alerts:ui.entries', { count: delivery.entries.length })}</span>
      </p>
      {delivery.reason !== null && <p className="text-small text-quiet">{say(delivery.reason)}</p>}
      {delivery.mode !== 'test' && (
        <ul className="ms-4 list-disc text-small">
          {delivery.entries.slice(0, 5).map(({ what, place }, index) => (
            <li key={index}>
              <a href={addressOf(brandId, place as Place)} className="underline underline-offset-4">
                {say(what)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
