/** Short notes at the foot of the page, with undo where an act can be undone. */
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'

const manager = Toast.createToastManager()

/** Says that something was done. With `undo`, offers to take it back for eight seconds. */
export const notify = (words: string, undo?: { label: string; run: () => void }) => {
  const id = manager.add({
    title: words,
    timeout: 8000,
    ...(undo === undefined
      ? {}
      : {
          actionProps: {
            children: undo.label,
            onClick: () => {
              manager.close(id)
              undo.run()
            },
          },
        }),
  })
}

/** Says that something could not be done; read out at once and kept until closed. */
export const notifyProblem = (words: string) => {
  manager.add({ title: words, type: 'problem', priority: 'high', timeout: 0 })
}

const ToastList = () => {
  const { t } = useTranslation()
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'left', 'right']}
      className={`rounded-md border bg-ink text-paper shadow-lg transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 ${toast.type === 'problem' ? 'border-bad' : 'border-ink'}`}
    >
      <Toast.Content className="flex items-center gap-2 py-1 ps-4 pe-1">
        <Toast.Title className="min-w-0 flex-1 py-2 text-body font-normal" />
        <Toast.Action className="min-h-8 coarse:min-h-11 rounded px-2 font-medium text-paper underline underline-offset-4 focus-visible:outline-paper" />
        <Toast.Close
          render={
            <IconButton
              label={t('ui.close')}
              icon={<X size={16} aria-hidden />}
              className="!text-paper hover:!bg-transparent focus-visible:!outline-paper"
            />
          }
        />
      </Toast.Content>
    </Toast.Root>
  ))
}

export const Toasts = () => (
  <Toast.Provider toastManager={manager} limit={3}>
    <Toast.Portal>
      <Toast.Viewport className="no-print fixed inset-x-3 bottom-20 z-50 mx-auto flex max-w-md flex-col gap-2 outline-none sm:bottom-6">
        <ToastList />
      </Toast.Viewport>
    </Toast.Portal>
  </Toast.Provider>
)
