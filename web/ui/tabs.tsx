/** Tabs: several views of one thing. The choice belongs in the address; hand in `value` and `onChange`. */
import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface Tab<Value extends string> {
  value: Value
  label: ReactNode
  content: ReactNode
}

export const Tabs = <Value extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
}) => (
  <BaseTabs.Root value={value} onValueChange={(next) => onChange(next as Value)}>
    <BaseTabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <BaseTabs.Tab
          key={tab.value}
          value={tab.value}
          className="-mb-px min-h-9 coarse:min-h-11 border-b-2 border-transparent px-3 whitespace-nowrap text-quiet select-none hover:text-ink data-active:border-ink data-active:text-ink"
        >
          {tab.label}
        </BaseTabs.Tab>
      ))}
    </BaseTabs.List>
    {tabs.map((tab) => (
      <BaseTabs.Panel key={tab.value} value={tab.value} className="pt-4 outline-none">
        {tab.content}
      </BaseTabs.Panel>
    ))}
  </BaseTabs.Root>
)
