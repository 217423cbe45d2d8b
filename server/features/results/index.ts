/** Front door of results: what was published, what was counted on it, and how that grew. */
export { engagementsOf, toWeekTotals, type WeekTotal } from './weeks.ts'
export { accountSeries, eachPost, listPosts, postHistory, type PostQuery } from './store/read.ts'
export {
  findByPermalinks,
  forgetImport,
  type NewAccountReading,
  type NewPost,
  type NewReading,
  recordAccountReadings,
  recordPosts,
  recordReadings,
} from './store/record.ts'
