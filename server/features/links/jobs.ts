/** What links do by the clock: salts of days gone by are thrown away also where nobody clicks. */
import { defineJob } from '../../jobs/jobs.ts'
import { dropOldSalts } from './store/clicks.ts'

export const dropSalts = defineJob({
  name: 'links.drop-salts',
  schedule: '3 * * * *',
  run: async ({ database, now }) => dropOldSalts(database.db, now().toISOString().slice(0, 10)),
})

export const linksJobs = [dropSalts]
