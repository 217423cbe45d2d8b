/** Front door of pulse: what networks changed while something ran. */
export { ChangesDuring } from './network-changes.tsx'
