/** Front door of attribution: conversions and their value by account, campaign, post, link or channel; what channels cost. */
export { type ConversionGroup, type ConversionKey, conversionsBy } from './store/conversions.ts'
export { costShares } from './store/costs.ts'
