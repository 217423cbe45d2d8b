/** What other pages use of the team's: the time zones to choose from. */
export { zoneChoices } from './zones.ts'
