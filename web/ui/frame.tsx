/** What stands around every page for the component library: reading direction and notes at the foot. */
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { Toasts } from './toast.tsx'

export const Frame = ({ direction, children }: { direction: 'ltr' | 'rtl'; children: ReactNode }) => (
  <DirectionProvider direction={direction}>
    <Tooltip.Provider delay={400}>{children}</Tooltip.Provider>
    <Toasts />
  </DirectionProvider>
)
