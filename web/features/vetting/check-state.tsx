/** A check under way: what it looks at, how far it is, and a way to stop it; or how the last one ended, if not well. */
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Progress } from '../../ui/progress.tsx'
import { Note } from '../../ui/states.tsx'
import type { PartProps } from './candidate-page.tsx'

export const CheckState = ({ candidate, act }: PartProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const { checking } = candidate
  if (checking === null || checking.state === 'done') return null
  const { state, done, total, what } = checking
  return (
    <div className="mb-4" aria-live="polite">
      {state === 'waiting' || state === 'running' ? (
        <Progress
          label={what === null ? t(`vetting:checking.${state}`) : say(what)}
          share={total === 0 ? null : done / total}
          detail={total === 0 ? '' : t('vetting:ui.checkedOf', { done, total })}
          onCancel={() => act(() => client.vetting.cancelCheck({ ...at, candidateId: candidate.id }))}
        />
      ) : (
        <Note kind={state === 'failed' ? 'problem' : 'fact'}>{t(`vetting:checking.${state}`)}</Note>
      )}
    </div>
  )
}
