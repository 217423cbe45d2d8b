/** Front door of links: campaigns, clicks, and what a click belongs to. */
export { checkUtmOfDraft } from './draft-check.ts'
export { linkMarks } from './marks.ts'
export { makeLink } from './manage.ts'
export { escapeHtml, type PublicAnswer, publicPage } from './public-pages.ts'
export { asksNotToBeFollowed } from './hear.ts'
export { redirectsOf } from './redirects.ts'
export { listCampaigns } from './store/campaigns.ts'
export { findClick } from './store/clicks.ts'
