/** How the team answers: the targets, what can be read, saved replies and rules. */
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { CoverageTable } from './coverage-table.tsx'
import { RoomTabs } from './room-tabs.tsx'
import { Rules } from './rules.tsx'
import { SavedReplies } from './saved-replies.tsx'
import { Targets } from './targets.tsx'

export const InboxSettingsPage = () => {
  const { t } = useTranslation()
  return (
    <Page question={t('inbox:ui.settingsQuestion')}>
      <RoomTabs />
      <Targets />
      <CoverageTable />
      <SavedReplies />
      <Rules />
    </Page>
  )
}
