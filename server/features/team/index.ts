/** Front door of people, workspaces and brands. */
export { createAuth } from './auth.ts'
export { brandExists, findBrand, findRole, findUser, listAllBrands, listMembers, listWorkspaces } from './store.ts'
