/** Front door of Today: the address of a place that the server names. */
export { addressOf } from '../../../contract/place.ts'
