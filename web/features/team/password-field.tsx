/** A password that can be shown while it is typed. */
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/button.tsx'
import { TextField, type TextFieldProps } from '../../ui/field.tsx'

export const PasswordField = (props: Omit<TextFieldProps, 'type'>) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <div className="flex items-start gap-1">
      <TextField {...props} type={shown ? 'text' : 'password'} dir="ltr" className="flex-1" />
      <IconButton
        className="mt-[1.65rem]"
        label={t(shown ? 'team:ui.signIn.hide' : 'team:ui.signIn.show')}
        aria-pressed={shown}
        icon={shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        onClick={() => setShown(!shown)}
      />
    </div>
  )
}
