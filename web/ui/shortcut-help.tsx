/** The list of keyboard shortcuts that hold here, opened with `?`. */
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { Checkbox } from './field.tsx'
import { listShortcuts, setSingleKeys, useSingleKeys } from './shortcuts.tsx'

const Keys = ({ keys }: { keys: string }) => (
  <span dir="ltr" className="inline-flex gap-1">
    {keys.split(' ').map((key, index) => (
      <kbd key={`${index}${key}`} className="min-w-6 rounded border border-line-strong bg-sunk px-1.5 text-center text-small">
        {key}
      </kbd>
    ))}
  </span>
)

export const ShortcutHelp = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const on = useSingleKeys()
  return (
    <Dialog open onClose={onClose} title={t('ui.shortcuts.title')}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
        {[{ keys: 'Ctrl K', label: t('ui.palette.open') }, ...listShortcuts()].map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-line pt-3">
        <Checkbox checked={on} onChange={setSingleKeys} label={t('ui.shortcuts.single')} hint={t('ui.shortcuts.singleHint')} />
      </div>
    </Dialog>
  )
}
