/** One entry of Today: what, why, the step of the order it stands on, and putting it away. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, ChevronRight, Clock, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { putAways, type TodayItem } from '../../../contract/today.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Supported } from '../../ui/supported.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { addressOf } from '../../../contract/place.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.today.key() })

export const Item = ({ item, first }: { item: TodayItem; first: boolean }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const what = say(item.what)
  const onError = (error: Error) => notifyProblem(error.message)
  const back = useMutation({ mutationFn: () => client.today.bringBack({ ...at, itemId: item.id }), onSuccess: refresh, onError })
  const away = useMutation({
    mutationFn: (how: (typeof putAways)[number]) => client.today.putAway({ ...at, itemId: item.id, how }),
    onSuccess: () => {
      notify(t('today:ui.putAway'), { label: t('today:ui.undo'), run: () => back.mutate() })
      return refresh()
    },
    onError,
  })
  return (
    <li className={`flex items-start gap-3 border-b border-line py-3 ${first ? 'border-s-4 border-s-accent ps-3' : ''}`}>
      <div className="min-w-0 flex-1">
        <Link to={addressOf(brandId, item.place)} className="font-medium underline-offset-4 hover:underline">
          {what}
          <ChevronRight size={16} aria-hidden className="points ms-1 inline-block align-[-3px] text-quiet" />
        </Link>
        <p className="text-quiet">{say(item.why)}</p>
        {item.estimate !== null && (
          <p className="mt-1">
            <Supported of={item.estimate} title={what} kind="change" noDifference={0} />
          </p>
        )}
        <p className="text-small text-quiet">
          {t(`today:step.${item.urgency}`)}
          {!item.mine && <span className="ms-2 rounded-sm border border-line-strong px-1.5">{t('today:ui.notMine')}</span>}
          {item.occurredAt !== null && (
            <time dateTime={item.occurredAt} className="ms-2">
              {format.relative(item.occurredAt)}
            </time>
          )}
        </p>
        {item.putAway !== null && (
          <p className="text-small font-medium">
            {item.putAway.until === null || item.putAway.kind === 'done'
              ? t('today:ui.awayDone')
              : t('today:ui.awayUntil', { when: format.dateTime(item.putAway.until) })}
          </p>
        )}
      </div>
      {item.putAway === null ? (
        <div className="flex shrink-0">
          <IconButton
            label={t('today:ui.done', { what })}
            icon={<Check size={18} aria-hidden />}
            onClick={() => away.mutate('done')}
            disabled={away.isPending}
          />
          <Menu
            trigger={<IconButton label={t('today:ui.later', { what })} icon={<Clock size={18} aria-hidden />} />}
            items={putAways.slice(1).map((how) => ({ key: how, label: t(`today:ui.how.${how}`), onSelect: () => away.mutate(how) }))}
          />
        </div>
      ) : (
        <IconButton
          label={t('today:ui.back', { what })}
          icon={<Undo2 size={18} aria-hidden className="points" />}
          onClick={() => back.mutate()}
          disabled={back.isPending}
        />
      )}
    </li>
  )
}
