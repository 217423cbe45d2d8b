/** Versions of the strategy as marks under every chart. */
import { Temporal } from 'temporal-polyfill'
import type { Mark } from '../../../contract/marks.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listVersions } from './store/versions.ts'

export const strategyMarks = async (
  services: Services,
  scope: { workspaceId: string; brandId: string; timeZone: string },
): Promise<Mark[]> =>
  (await listVersions(services.database.db, scope)).map(({ number, note, savedAt }) => ({
    kind: 'strategy',
    day: Temporal.Instant.from(savedAt).toZonedDateTimeISO(scope.timeZone).toPlainDate().toString(),
    until: null,
    words: note === '' ? say('strategy:mark', { number }) : { text: note.slice(0, 40) },
    accountId: null,
    metrics: null,
    cuts: false,
    page: 'strategy/versions',
  }))
