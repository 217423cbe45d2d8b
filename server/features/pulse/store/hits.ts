/** The SQL that finds what of a brand a change of a network touches. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { OurThings } from '../register/hits.ts'
import type { Scope } from './shifts.ts'

/** Cost: three small queries; the series come from what the last watch saw. */
export const listOurThings = async (db: Kysely<DB>, scope: Scope, timeZone: string): Promise<Omit<OurThings, 'accounts'>> => {
  const day = (moment: ReturnType<typeof sql.ref>) => sql<string>`to_char(${moment} at time zone ${timeZone}, 'YYYY-MM-DD')`
  const [planned, experiments, series] = await Promise.all([
    db
      .selectFrom('publication')
      .select(['post_id', 'account_id', day(sql.ref('scheduled_at')).as('day')])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('state', 'in', ['draft', 'approved', 'scheduled'])
      .where('scheduled_at', 'is not', null)
      .limit(2000)
      .execute(),
    db
      .selectFrom('experiment')
      .select(['id', 'account_id', day(sql.ref('started_at')).as('first'), day(sql.ref('ends_at')).as('last')])
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .where('state', '=', 'running')
      .where('started_at', 'is not', null)
      .execute(),
    sql<{ account_id: string; metric: string; first: string; last: string }>`
      select reading.account_id, reading.metric, to_char(min(reading.observed_at), 'YYYY-MM-DD') as first,
        to_char(max(reading.observed_at), 'YYYY-MM-DD') as last
      from account_reading reading join account on account.workspace_id = reading.workspace_id and account.id = reading.account_id
      where account.workspace_id = ${scope.workspaceId} and account.brand_id = ${scope.brandId}::uuid and account.state <> 'removed'
      group by reading.account_id, reading.metric
      union all
      select post.account_id, reading.metric, to_char(min(post.published_at), 'YYYY-MM-DD'), to_char(max(post.published_at), 'YYYY-MM-DD')
      from metric_reading reading
      join published_post post on post.workspace_id = reading.workspace_id and post.id = reading.published_post_id
      where post.workspace_id = ${scope.workspaceId} and post.brand_id = ${scope.brandId}::uuid
      group by post.account_id, reading.metric`.execute(db),
  ])
  return {
    planned: planned.map((row) => ({ postId: row.post_id, accountId: row.account_id, day: row.day })),
    experiments: experiments.map((row) => ({ id: row.id, accountId: row.account_id, from: row.first, to: row.last })),
    series: series.rows.map((row) => ({ accountId: row.account_id, metric: row.metric, first: row.first, last: row.last })),
  }
}
