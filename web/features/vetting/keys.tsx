/** The keys that sign track records: which one signs now, which did before, and signing with a new one. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

export const Keys = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const [open, setOpen] = useState(false)
  const input = { workspaceId: at.workspaceId }
  const keys = useQuery(api.vetting.keys.queryOptions({ input }))
  const rotate = useMutation({
    mutationFn: () => client.vetting.rotateKey(input),
    onSuccess: async () => {
      setOpen(false)
      await queryClient.invalidateQueries({ queryKey: api.vetting.keys.key() })
    },
  })
  return (
    <Section
      title={t('vetting:ui.keys')}
      note={t('vetting:ui.keysNote')}
      acts={can('own') && <Button onClick={() => setOpen(true)}>{t('vetting:ui.rotate')}</Button>}
    >
      {keys.isPending && <Skeleton lines={2} />}
      {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && <p className="text-quiet">{t('vetting:ui.noKeys')}</p>}
      <ul className="grid gap-2">
        {keys.data?.map(({ keyId, createdAt, retiredAt }) => (
          <li key={keyId} className="flex flex-wrap items-baseline gap-x-3">
            <code dir="ltr" className="text-small break-all">
              {keyId}
            </code>
            <span className="text-small text-quiet">
              {retiredAt === null
                ? t('vetting:ui.keySigns', { day: format.date(createdAt) })
                : t('vetting:ui.keyRetired', { day: format.date(retiredAt) })}
            </span>
          </li>
        ))}
      </ul>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('vetting:ui.rotate')}
        description={t('vetting:ui.rotateSure')}
        acts={
          <Button look="next" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('vetting:ui.rotate')}
          </Button>
        }
      >
        {rotate.isError && <ErrorState error={rotate.error} />}
      </Dialog>
    </Section>
  )
}
