/** ⌘K: finds pages, posts, people and acts by a few letters. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export interface Command {
  /** Also what is searched. */
  label: string
  /** Stands beside it: where it leads. */
  note?: string
  value: string
  run: () => void
}
export interface CommandGroup {
  value: string
  items: Command[]
}

export const CommandPalette = ({
  groups,
  onSearch,
  onClose,
}: {
  groups: CommandGroup[]
  onSearch?: (words: string) => void
  onClose: () => void
}) => {
  const { t } = useTranslation()
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <BaseDialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-hidden p-3 pt-[10vh]">
          <BaseDialog.Popup
            aria-label={t('ui.palette.open')}
            className="flex max-h-[70dvh] w-full max-w-lg flex-col overflow-hidden rounded-box border border-line bg-raised text-ink shadow-xl outline-none"
          >
            <Autocomplete.Root open inline items={groups} autoHighlight="always" keepHighlight onValueChange={(words) => onSearch?.(words)}>
              <div className="flex items-center gap-2 border-b border-line px-3">
                <Search size={16} aria-hidden className="shrink-0 text-quiet" />
                <Autocomplete.Input
                  dir="auto"
                  aria-label={t('ui.palette.search')}
                  placeholder={t('ui.palette.search')}
                  className="min-h-11 w-full bg-transparent outline-none placeholder:text-quiet"
                />
              </div>
              <BaseDialog.Close className="sr-only">{t('ui.close')}</BaseDialog.Close>
              <div className="overflow-y-auto py-1">
                <Autocomplete.Empty>
                  <div className="px-4 py-6 text-quiet">{t('ui.palette.nothing')}</div>
                </Autocomplete.Empty>
                <Autocomplete.List>
                  {(group: CommandGroup) => (
                    <Autocomplete.Group key={group.value} items={group.items}>
                      <Autocomplete.GroupLabel className="px-4 pt-2 pb-1 text-small text-quiet">{group.value}</Autocomplete.GroupLabel>
                      <Autocomplete.Collection>
                        {(item: Command) => (
                          <Autocomplete.Item
                            key={item.value}
                            value={item}
                            onClick={() => {
                              onClose()
                              item.run()
                            }}
                            className="flex min-h-9 items-center justify-between gap-3 px-4 outline-none select-none data-highlighted:bg-ink data-highlighted:text-paper"
                          >
                            <span dir="auto" className="min-w-0 truncate">
                              {item.label}
                            </span>
                            {item.note !== undefined && <span className="shrink-0 text-small opacity-75">{item.note}</span>}
                          </Autocomplete.Item>
                        )}
                      </Autocomplete.Collection>
                    </Autocomplete.Group>
                  )}
                </Autocomplete.List>
              </div>
            </Autocomplete.Root>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
