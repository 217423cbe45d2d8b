/** Front door of people, workspaces and brands. */
export { createAuth } from './auth.ts'
export {
  brandExists,
  findBrand,
  findFirstOwner,
  findRole,
  findUser,
  findUserByName,
  listMembers,
} from './store.ts'
