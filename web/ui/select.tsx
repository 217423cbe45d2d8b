/** Choosing one of a list: a select for short lists, a searchable one for long lists. */
import { Combobox } from '@base-ui/react/combobox'
import { Field as BaseField } from '@base-ui/react/field'
import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, inputLook } from './field.tsx'

export interface Choice<Value extends string> {
  value: Value
  label: string
}
interface SelectProps<Value extends string> {
  label: string
  hideLabel?: boolean
  hint?: ReactNode
  problem?: string | null
  choices: Choice<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  disabled?: boolean
  className?: string
}

const popupLook =
  'max-w-(--available-width) min-w-(--anchor-width) rounded-md border border-line-strong bg-raised py-1 text-ink shadow-lg outline-none'
const itemLook =
  'grid min-h-8 coarse:min-h-11 grid-cols-[1rem_1fr] items-center gap-2 px-2.5 text-body outline-none select-none data-highlighted:bg-ink data-highlighted:text-paper'

export const Select = <Value extends string>({
  label,
  hideLabel = false,
  hint,
  problem,
  choices,
  value,
  onChange,
  disabled,
  className,
}: SelectProps<Value>) => (
  <Field label={label} hideLabel={hideLabel} hint={hint} problem={problem ?? null} className={className}>
    <BaseSelect.Root items={choices} value={value} onValueChange={(next) => next !== null && onChange(next as Value)} disabled={disabled}>
      <BaseSelect.Trigger className={`${inputLook} flex items-center justify-between gap-2 text-start`}>
        <BaseSelect.Value className="truncate" />
        <BaseSelect.Icon>
          <ChevronsUpDown size={14} aria-hidden />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <BaseSelect.Popup className={popupLook}>
            <BaseSelect.List className="max-h-(--available-height) overflow-y-auto">
              {choices.map((choice) => (
                <BaseSelect.Item key={choice.value} value={choice.value} className={itemLook}>
                  <BaseSelect.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </BaseSelect.ItemIndicator>
                  <BaseSelect.ItemText className="col-start-2">{choice.label}</BaseSelect.ItemText>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  </Field>
)

/** A select with a search box, for lists such as time zones. */
export const SearchSelect = <Value extends string>({
  label,
  hideLabel = false,
  hint,
  problem,
  choices,
  value,
  onChange,
  disabled,
  className,
}: SelectProps<Value>) => {
  const { t } = useTranslation()
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} problem={problem ?? null} className={className}>
      <Combobox.Root
        items={choices}
        value={choices.find((choice) => choice.value === value) ?? null}
        onValueChange={(choice) => choice !== null && onChange(choice.value)}
        disabled={disabled}
      >
        <Combobox.InputGroup className="relative">
          <BaseField.Control render={<Combobox.Input dir="auto" />} className={`${inputLook} pe-8 rtl:ps-8`} />
          <Combobox.Trigger
            className="absolute inset-y-0 end-0 flex w-8 items-center justify-center"
            aria-label={t('ui.select.open', { label })}
          >
            <ChevronsUpDown size={14} aria-hidden />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
            <Combobox.Popup className={popupLook}>
              <Combobox.Empty>
                <div className="px-3 py-2 text-quiet">{t('ui.select.nothing')}</div>
              </Combobox.Empty>
              <Combobox.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto">
                {(choice: Choice<Value>) => (
                  <Combobox.Item key={choice.value} value={choice} className={itemLook}>
                    <Combobox.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Combobox.ItemIndicator>
                    <span className="col-start-2">{choice.label}</span>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  )
}
