/** What ⌘K finds: pages, acts, brands, accounts and people. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { setLanguage } from '../languages/load.ts'
import { useBrand, useSession } from '../session/session.ts'
import { setScheme } from '../theme/scheme.ts'
import { type CommandGroup, CommandPalette } from '../ui/command-palette.tsx'
import { allRooms } from './rooms.ts'

export const Palette = ({ brandId, onClose }: { brandId: string; onClose: () => void }) => {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { workspaces } = useSession()
  const { workspaceId, at } = useBrand()
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId } }))
  const [words, setWords] = useState('')
  const search = useDeferredValue(words.trim())
  const posts = useQuery({ ...api.results.listPosts.queryOptions({ input: { ...at, search, limit: 8 } }), enabled: search.length > 2 })
  const groups = useMemo((): CommandGroup[] => {
    const go = (to: string) => () => void navigate({ to })
    const other = i18n.language === 'ar' ? 'en' : 'ar'
    return [
      {
        value: t('ui.palette.pages'),
        items: allRooms.map((room) => ({ value: room.key, label: t(`ui.rooms.${room.key}`), run: go(`/b/${brandId}/${room.path}`) })),
      },
      {
        value: t('ui.palette.acts'),
        items: [
          { value: 'new', label: t('ui.newPost'), run: go(`/b/${brandId}/posts/new`) },
          { value: 'language', label: t('ui.palette.otherLanguage'), run: () => void setLanguage(other) },
          { value: 'light', label: t('ui.scheme.light'), run: () => setScheme('light') },
          { value: 'dark', label: t('ui.scheme.dark'), run: () => setScheme('dark') },
          { value: 'reference', label: t('ui.reference'), run: () => window.location.assign('/api/reference') },
        ],
      },
      {
        value: t('ui.palette.brands'),
        items: workspaces.flatMap((workspace) =>
          workspace.brands.map((brand) => ({ value: brand.id, label: brand.name, note: workspace.name, run: go(`/b/${brand.id}/today`) })),
        ),
      },
      {
        value: t('ui.palette.people'),
        items: (members.data ?? []).map((member) => ({
          value: member.userId,
          label: member.name,
          note: t(`team:ui.role.${member.role}`),
          run: go(`/b/${brandId}/team`),
        })),
      },
      {
        value: t('ui.palette.posts'),
        items: (search.length > 2 ? (posts.data?.posts ?? []) : []).map((post) => ({
          value: post.id,
          label: post.text.slice(0, 120),
          note: t('ui.rooms.results'),
          run: go(`/b/${brandId}/results/${post.id}`),
        })),
      },
    ].filter(({ items }) => items.length > 0)
  }, [t, i18n.language, brandId, workspaces, members.data, posts.data, search, navigate])
  return <CommandPalette groups={groups} onSearch={setWords} onClose={onClose} />
}
