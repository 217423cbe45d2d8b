/** The state of a publication: a sign and a word, never colour alone. */
import {
  Ban,
  CalendarClock,
  Check,
  CircleCheckBig,
  CircleHelp,
  ClockAlert,
  Loader,
  type LucideIcon,
  PenLine,
  Send,
  TriangleAlert,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PublicationState } from '../../../contract/publishing.ts'

export const stateIcons: Record<PublicationState, LucideIcon> = {
  draft: PenLine,
  approved: Check,
  scheduled: CalendarClock,
  claimed: Loader,
  sending: Send,
  published: CircleCheckBig,
  failed: TriangleAlert,
  unknown: CircleHelp,
  missed: ClockAlert,
  canceled: Ban,
}
const colours: Partial<Record<PublicationState, string>> = {
  published: 'text-good',
  failed: 'text-bad',
  unknown: 'text-bad',
  missed: 'text-bad',
  draft: 'text-quiet',
  canceled: 'text-quiet',
}

export const StateMark = ({ state }: { state: PublicationState }) => {
  const { t } = useTranslation()
  const Icon = stateIcons[state]
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colours[state] ?? ''}`}>
      <Icon size={15} aria-hidden className={`shrink-0 ${state === 'sending' ? 'points' : ''}`} />
      {t(`publishing:ui.state.${state}`)}
    </span>
  )
}
