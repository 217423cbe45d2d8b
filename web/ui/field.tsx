/** Form fields: a label, a hint, the input, and the problem beside its cause. */
import { Field as BaseField } from '@base-ui/react/field'
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

export const inputLook =
  'w-full min-h-9 coarse:min-h-11 rounded-md border border-line-strong bg-raised px-2.5 text-body text-ink placeholder:text-quiet focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ink data-invalid:border-bad disabled:opacity-60'

export interface FieldProps {
  label: string
  hint?: ReactNode
  /** The problem in one sentence; null when there is none. */
  problem?: string | null
  hideLabel?: boolean
  optional?: string
  children: ReactNode
  className?: string
}

export const Field = ({ label, hint, problem = null, hideLabel = false, optional, children, className = '' }: FieldProps) => (
  <BaseField.Root invalid={problem !== null} className={`flex flex-col gap-1 ${className}`}>
    <BaseField.Label className={hideLabel ? 'sr-only' : 'text-body font-medium'}>
      {label}
      {optional !== undefined && <span className="ms-1.5 font-normal text-quiet">({optional})</span>}
    </BaseField.Label>
    {children}
    {hint !== undefined && <BaseField.Description className="text-small text-quiet">{hint}</BaseField.Description>}
    <BaseField.Error match={problem !== null} className="text-small text-bad">
      {problem}
    </BaseField.Error>
  </BaseField.Root>
)

export type TextFieldProps = Omit<FieldProps, 'children'> & Omit<ComponentProps<typeof BaseField.Control>, 'className' | 'children'>

/** A one-line text field. */
export const TextField = ({ label, hint, problem, hideLabel, optional, className, ...input }: TextFieldProps) => (
  <Field {...{ label, hint, problem, hideLabel, optional, className }}>
    <BaseField.Control dir="auto" {...input} className={inputLook} />
  </Field>
)

/** A text field of several lines. */
export const TextArea = ({
  label,
  hint,
  problem,
  hideLabel,
  optional,
  className,
  ...input
}: Omit<FieldProps, 'children'> & Omit<ComponentProps<'textarea'>, 'className'>) => (
  <Field {...{ label, hint, problem, hideLabel, optional, className }}>
    <BaseField.Control render={<textarea dir="auto" rows={4} {...input} />} className={`${inputLook} py-2 leading-relaxed`} />
  </Field>
)

/** A box to tick, with its words beside it. */
export const Checkbox = ({
  label,
  hint,
  checked,
  onChange,
  disabled,
}: {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}) => (
  <label className="flex items-start gap-2.5 py-1">
    <BaseCheckbox.Root
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded border border-line-strong bg-raised data-checked:border-ink data-checked:bg-ink data-checked:text-paper"
    >
      <BaseCheckbox.Indicator>
        <Check size={14} aria-hidden />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
    <span>
      {label}
      {hint !== undefined && <span className="block text-small text-quiet">{hint}</span>}
    </span>
  </label>
)
