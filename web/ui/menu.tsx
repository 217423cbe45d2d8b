/** A menu of acts behind a button. */
import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'

export interface MenuItem {
  key: string
  label: ReactNode
  icon?: ReactNode
  onSelect: () => void
  disabled?: boolean
  /** Starts a group: a line above, with these words. */
  group?: string
}

export const Menu = ({ trigger, items }: { trigger: ReactElement; items: MenuItem[] }) => (
  <BaseMenu.Root>
    <BaseMenu.Trigger render={trigger} />
    <BaseMenu.Portal>
      <BaseMenu.Positioner sideOffset={4} align="start" className="z-50 outline-none">
        <BaseMenu.Popup className="min-w-44 max-w-[90vw] rounded-md border border-line-strong bg-raised py-1 text-ink shadow-lg outline-none">
          {items.map((item) => (
            <div key={item.key} role="presentation">
              {item.group !== undefined && (
                <div
                  role="presentation"
                  className="mt-1 border-t border-line px-3 pt-2 pb-1 text-small text-quiet first:mt-0 first:border-t-0"
                >
                  {item.group}
                </div>
              )}
              <BaseMenu.Item
                disabled={item.disabled}
                onClick={item.onSelect}
                className="flex min-h-8 coarse:min-h-11 items-center gap-2 px-3 outline-none select-none data-disabled:opacity-55 data-highlighted:bg-ink data-highlighted:text-paper"
              >
                {item.icon}
                {item.label}
              </BaseMenu.Item>
            </div>
          ))}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  </BaseMenu.Root>
)
