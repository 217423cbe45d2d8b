/** How the team answers: saved replies and rules. */
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { RoomTabs } from './room-tabs.tsx'
import { Rules } from './rules.tsx'
import { SavedReplies } from './saved-replies.tsx'

export const InboxSettingsPage = () => {
  const { t } = useTranslation()
  return (
    <Page question={t('inbox:ui.settingsQuestion')}>
      <RoomTabs />
      <SavedReplies />
      <Rules />
    </Page>
  )
}
