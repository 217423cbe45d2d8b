/** Asking for the PIN of a link. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'

export const PinForm = ({ wrong, onPin }: { wrong: boolean; onPin: (pin: string) => void }) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPin(typed.trim())
  }
  return (
    <form className="grid max-w-xs gap-3" onSubmit={submit}>
      <TextField
        label={t('shares:ui.pin.label')}
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        value={typed}
        problem={wrong ? t('shares:ui.pin.wrong') : null}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look="next" disabled={typed.trim().length < 4}>
        {t('shares:ui.pin.open')}
      </Button>
    </form>
  )
}
