/** The rail at the start of the page (left in English, right in Arabic) and the bar at the foot on phones. */
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, Ellipsis, Keyboard, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand, Workspace } from '../../contract/team.ts'
import { useSession } from '../session/session.ts'
import { Drawer } from '../ui/dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import { openOverlay } from './overlays.ts'
import { PersonMenu } from './person-menu.tsx'
import { allRooms, type Room, wings } from './rooms.ts'

const RoomLink = ({ room, brandId, onGo }: { room: Room; brandId: string; onGo?: () => void }) => {
  const { t } = useTranslation()
  const Icon = room.icon
  return (
    <Link
      to={`/b/${brandId}/${room.path}`}
      {...(onGo === undefined ? {} : { onClick: onGo })}
      className="flex min-h-9 coarse:min-h-11 items-center gap-2.5 rounded-md px-2.5 text-ink hover:bg-line aria-[current=page]:bg-line aria-[current=page]:font-medium"
      activeProps={{ 'aria-current': 'page' }}
    >
      <Icon size={17} aria-hidden className="shrink-0" />
      {t(`ui.rooms.${room.key}`)}
    </Link>
  )
}

const Wings = ({ brandId, onGo }: { brandId: string; onGo?: () => void }) => {
  const { t } = useTranslation()
  return wings.map((wing) => (
    <div key={wing.key} className="mb-4">
      <h2 className="px-2.5 pb-1 text-small text-quiet">{t(`ui.wings.${wing.key}`)}</h2>
      {wing.rooms
        .filter(({ under }) => under === undefined)
        .map((room) => (
          <RoomLink key={room.key} room={room} brandId={brandId} {...(onGo === undefined ? {} : { onGo })} />
        ))}
    </div>
  ))
}

const BrandSwitch = ({ brand }: { brand: Brand }) => {
  const { t } = useTranslation()
  const { workspaces } = useSession()
  const navigate = useNavigate()
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('ui.brandSwitch', { brand: brand.name })}
          className="flex min-h-11 w-full items-center justify-between gap-2 rounded-md border border-line px-2.5 text-start hover:bg-line"
        >
          <span className="min-w-0">
            <span dir="auto" className="block truncate font-semibold">
              {brand.name}
            </span>
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-quiet" />
        </button>
      }
      items={workspaces.flatMap((workspace) =>
        workspace.brands.map((each, index) => ({
          key: each.id,
          label: <span dir="auto">{each.name}</span>,
          ...(index === 0 ? { group: workspace.name } : {}),
          onSelect: () => void navigate({ to: `/b/${each.id}/today` }),
        })),
      )}
    />
  )
}

export const Rail = ({ open: { brand } }: { open: { workspace: Workspace; brand: Brand } }) => {
  const { t } = useTranslation()
  const quiet = 'flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-start text-quiet hover:bg-line hover:text-ink'
  return (
    <div className="no-print sticky top-0 hidden h-dvh w-56 shrink-0 flex-col overflow-y-auto border-e border-line bg-sunk px-3 py-4 lg:flex">
      <BrandSwitch brand={brand} />
      <button type="button" className={`${quiet} mt-2 mb-4`} onClick={() => openOverlay('palette')}>
        <Search size={16} aria-hidden />
        <span className="flex-1">{t('ui.palette.short')}</span>
        <kbd dir="ltr" className="text-small">
          Ctrl K
        </kbd>
      </button>
      <nav aria-label={t('ui.rooms.label')} className="flex-1">
        <Wings brandId={brand.id} />
      </nav>
      <button type="button" className={quiet} onClick={() => openOverlay('shortcuts')}>
        <Keyboard size={16} aria-hidden />
        {t('ui.shortcuts.title')}
      </button>
      <PersonMenu />
    </div>
  )
}

const inBar = ['today', 'calendar', 'inbox', 'learning']

export const BottomBar = ({ brandId }: { brandId: string }) => {
  const { t } = useTranslation()
  const [more, setMore] = useState(false)
  const look =
    'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-small text-quiet aria-[current=page]:font-medium aria-[current=page]:text-ink'
  return (
    <>
      <nav
        aria-label={t('ui.rooms.label')}
        className="no-print fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-sunk pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {allRooms
          .filter(({ key }) => inBar.includes(key))
          .map(({ key, path, icon: Icon }) => (
            <Link key={key} to={`/b/${brandId}/${path}`} className={look} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={20} aria-hidden />
              {t(`ui.rooms.${key}`)}
            </Link>
          ))}
        <button type="button" className={look} aria-haspopup="dialog" onClick={() => setMore(true)}>
          <Ellipsis size={20} aria-hidden />
          {t('ui.more')}
        </button>
      </nav>
      <Drawer open={more} onClose={() => setMore(false)} title={t('ui.rooms.label')}>
        <MoreBrand brandId={brandId} />
        <nav aria-label={t('ui.rooms.label')} className="mt-4">
          <Wings brandId={brandId} onGo={() => setMore(false)} />
        </nav>
        <PersonMenu />
      </Drawer>
    </>
  )
}

const MoreBrand = ({ brandId }: { brandId: string }) => {
  const { workspaces } = useSession()
  const brand = workspaces.flatMap(({ brands }) => brands).find(({ id }) => id === brandId)
  return brand === undefined ? null : <BrandSwitch brand={brand} />
}
