/** A question or form above the page, and a drawer at its end (a sheet from below on phones). */
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children: ReactNode
  /** Acts at the foot, in reading order. */
  acts?: ReactNode
}

const backdropLook = 'fixed inset-0 z-40 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'

const Head = ({ title, description }: { title: string; description?: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <div className="flex items-start justify-between gap-3">
      <div>
        <BaseDialog.Title className="text-title font-semibold">{title}</BaseDialog.Title>
        {description !== undefined && <BaseDialog.Description className="mt-1 text-body text-quiet">{description}</BaseDialog.Description>}
      </div>
      <BaseDialog.Close render={<IconButton label={t('ui.close')} icon={<X size={18} aria-hidden />} />} />
    </div>
  )
}

export const Dialog = ({ open, onClose, title, description, children, acts }: DialogProps) => (
  <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={backdropLook} />
      <BaseDialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto p-3 pt-[8vh]">
        <BaseDialog.Popup className="w-full max-w-lg rounded-box border border-line bg-raised p-5 text-ink shadow-xl outline-none">
          <Head title={title} description={description} />
          <div className="mt-4">{children}</div>
          {acts !== undefined && <div className="mt-5 flex flex-wrap justify-end gap-2">{acts}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Viewport>
    </BaseDialog.Portal>
  </BaseDialog.Root>
)

export const Drawer = ({ open, onClose, title, description, children, acts }: DialogProps) => (
  <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={backdropLook} />
      <BaseDialog.Viewport className="fixed inset-0 z-40 flex items-end justify-end sm:items-stretch">
        <BaseDialog.Popup className="flex max-h-[88dvh] w-full flex-col overflow-y-auto rounded-t-box border-s border-line bg-raised p-5 text-ink shadow-xl outline-none sm:max-h-none sm:w-[30rem] sm:rounded-none">
          <Head title={title} description={description} />
          <div className="mt-4 flex-1">{children}</div>
          {acts !== undefined && <div className="mt-5 flex flex-wrap justify-end gap-2">{acts}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Viewport>
    </BaseDialog.Portal>
  </BaseDialog.Root>
)
