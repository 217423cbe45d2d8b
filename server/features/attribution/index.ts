/** Front door of attribution: what it says today, its part of the living example; conversions and their value by account, campaign, post, link or channel; what channels cost. */
export { type ConversionGroup, type ConversionKey, conversionsBy, conversionWeeks } from './store/conversions.ts'
export { costShares } from './store/costs.ts'
export { attributionToday } from './today.ts'
export { plantAttribution } from './example.ts'
