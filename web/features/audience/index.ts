/** Front door of the audience: its parts as links. */
export { AudienceParts } from './parts.tsx'
