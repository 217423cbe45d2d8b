/** Campaigns as marks under every chart over time. */
import type { Mark } from '../../../contract/marks.ts'
import type { Services } from '../../services.ts'
import { listCampaigns } from './store/campaigns.ts'

export const linkMarks = async (services: Services, scope: { workspaceId: string; brandId: string }): Promise<Mark[]> =>
  (await listCampaigns(services.database.db, scope)).flatMap(({ name, startsOn, endsOn, archivedAt }) =>
    startsOn === null || archivedAt !== null
      ? []
      : [
          {
            kind: 'campaign' as const,
            day: startsOn,
            until: endsOn,
            words: { text: name },
            accountId: null,
            metrics: null,
            cuts: false,
            page: 'links?tab=campaigns',
          },
        ],
  )
