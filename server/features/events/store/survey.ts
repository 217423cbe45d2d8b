/** The SQL of “how did you hear about us?”: the form and its answers. */
import { type Kysely, sql } from 'kysely'
import { Survey } from '../../../../contract/events.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './events.ts'

export const findSurvey = async (db: Kysely<DB>, scope: Scope): Promise<{ survey: Survey; token: string } | null> => {
  const row = await db
    .selectFrom('survey')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()
  return row === undefined ? null : { survey: Survey.parse(row.survey), token: row.token }
}

export const findSurveyByToken = async (db: Kysely<DB>, token: string): Promise<(Scope & { survey: Survey }) | null> => {
  const row = await db.selectFrom('survey').selectAll().where('token', '=', token).executeTakeFirst()
  return row === undefined ? null : { workspaceId: row.workspace_id, brandId: row.brand_id, survey: Survey.parse(row.survey) }
}

/** Keeps the form; its token stays what it was. */
export const saveSurvey = async (db: Kysely<DB>, scope: Scope, survey: Survey, token: string, now: Date): Promise<void> => {
  const set = { survey: JSON.stringify(survey), changed_at: now }
  await db
    .insertInto('survey')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, token, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(set))
    .execute()
}

export interface NewAnswer {
  id: string
  visitor: string | null
  conversionId: string | null
  choice: string
  words: string | null
  knownOrigin: string | null
  at: Date
}

export const insertAnswers = async (db: Kysely<DB>, scope: Scope, answers: NewAnswer[], source: string): Promise<number> => {
  if (answers.length === 0) return 0
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('survey_answer')
    .values(
      answers.map((answer) => ({
        workspace_id: scope.workspaceId,
        id: answer.id,
        brand_id: scope.brandId,
        visitor_id: answer.visitor,
        conversion_id: answer.conversionId,
        choice: answer.choice,
        words: answer.words,
        known_origin: answer.knownOrigin,
        answered_at: answer.at,
        source,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

export const countAnswers = async (db: Kysely<DB>, scope: Scope): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from survey_answer
    where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid`.execute(db)
  return rows[0]?.n ?? 0
}
