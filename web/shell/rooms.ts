/** The rooms of the menu, in the order of the work: do, know, decide; only rooms that exist can be entered. */
import {
  Activity,
  BadgeCheck,
  Brush,
  CalendarDays,
  ChartSpline,
  Compass,
  FileInput,
  FlaskConical,
  Inbox,
  Link2,
  Route,
  type LucideIcon,
  Settings2,
  Sun,
  Table2,
  TrendingUp,
  UserRoundCheck,
  Users,
  UserRoundCog,
  UserRoundSearch,
} from 'lucide-react'

export interface Room {
  /** Its word: shell:ui.rooms.<key>. */
  key: string
  /** Under /b/<brand>/. */
  path: string
  icon: LucideIcon
  /** Second key of the shortcut "g …". */
  letter: string
  /** The room whose tab it is: it has its shortcut, but no line of its own in the menu. */
  under?: string
}
export interface Wing {
  key: 'do' | 'know' | 'decide' | 'settings'
  rooms: Room[]
}

export const wings: Wing[] = [
  {
    key: 'do',
    rooms: [
      { key: 'today', path: 'today', icon: Sun, letter: 't' },
      { key: 'calendar', path: 'calendar', icon: CalendarDays, letter: 'c' },
      { key: 'inbox', path: 'inbox', icon: Inbox, letter: 'i' },
      { key: 'creative', path: 'creative', icon: Brush, letter: 'v' },
    ],
  },
  {
    key: 'know',
    rooms: [
      { key: 'learning', path: 'learning', icon: ChartSpline, letter: 'l' },
      { key: 'forecast', path: 'forecast', icon: TrendingUp, letter: 'f' },
      { key: 'pulse', path: 'pulse', icon: Activity, letter: 'n' },
      { key: 'results', path: 'results', icon: Table2, letter: 'r' },
      { key: 'attribution', path: 'attribution', icon: Route, letter: 'w' },
      { key: 'audience', path: 'audience', icon: UserRoundSearch, letter: 'u' },
      { key: 'links', path: 'links', icon: Link2, letter: 'k', under: 'attribution' },
    ],
  },
  {
    key: 'decide',
    rooms: [
      { key: 'strategy', path: 'strategy', icon: Compass, letter: 's' },
      { key: 'experiments', path: 'experiments', icon: FlaskConical, letter: 'x' },
      { key: 'vetting', path: 'vetting', icon: UserRoundCheck, letter: 'h' },
    ],
  },
  {
    key: 'settings',
    rooms: [
      { key: 'accounts', path: 'accounts', icon: Users, letter: 'a' },
      { key: 'imports', path: 'imports', icon: FileInput, letter: 'm' },
      { key: 'team', path: 'team', icon: UserRoundCog, letter: 'e' },
      { key: 'approvals', path: 'approvals', icon: BadgeCheck, letter: 'p' },
      { key: 'brand', path: 'brand', icon: Settings2, letter: 'b' },
    ],
  },
]

export const allRooms = wings.flatMap(({ rooms }) => rooms)
