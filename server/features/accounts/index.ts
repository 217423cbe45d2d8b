/** Front door of accounts: list them, call their networks, note their limits. */
export { type AccountReference, callAccount, type Closed, describeNetworks, type Door, listSelfRenewing, rotateKeys } from './connect.ts'
export { type AccountRow, ensureArchive, findAccount, listAccounts, listConnected, removeAccount, updateAccount } from './store/accounts.ts'
