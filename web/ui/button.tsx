/** Buttons: `next` is the one next act of a page, in saffron; everything else is plain, quiet or a warning. */
import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'

const looks = {
  next: 'bg-accent text-accent-ink border-transparent font-medium hover:brightness-95',
  plain: 'bg-raised text-ink border-line-strong hover:bg-sunk',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunk',
  danger: 'bg-raised text-bad border-bad hover:bg-bad-soft',
} as const

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  look?: keyof typeof looks
  size?: 'normal' | 'small'
  /** Under way: the button says so, keeps its focus and does nothing more. */
  busy?: boolean
  icon?: ReactNode
  className?: string
}

export const Button = ({
  look = 'plain',
  size = 'normal',
  busy = false,
  icon,
  children,
  className = '',
  disabled,
  ...rest
}: ButtonProps) => (
  <BaseButton
    type="button"
    focusableWhenDisabled
    {...rest}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
    className={`inline-flex items-center justify-center gap-2 rounded-md border select-none whitespace-nowrap transition-colors data-disabled:opacity-55 ${
      size === 'small' ? 'min-h-7 px-2 text-small' : 'min-h-9 px-3 text-body coarse:min-h-11'
    } ${looks[look]} ${className}`}
  >
    {icon}
    {children}
  </BaseButton>
)

/** A button that shows only a picture; `label` is read out and shown on hover. */
export const IconButton = ({
  label,
  icon,
  look = 'quiet',
  className = '',
  ...rest
}: Omit<ButtonProps, 'children' | 'icon'> & { label: string; icon: ReactNode }) => (
  <Button {...rest} look={look} aria-label={label} title={label} className={`aspect-square !px-0 min-w-9 coarse:min-w-11 ${className}`}>
    {icon}
  </Button>
)
