/** Front door of links: choosing a campaign. */
export { CampaignPicker } from './campaign-picker.tsx'
