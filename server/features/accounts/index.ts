/** Front door of accounts: list them, call their networks, note their limits. */
export { type AccountReference, callAccount, type Closed, describeNetworks, type Door, listSelfRenewing, rotateKeys } from './connect.ts'
export { type AccountRow, ensureArchive, findAccount, listAccounts, listConnected, removeAccount, updateAccount } from './store/accounts.ts'
export { type CallNotes, openCallNotes } from './call-notes.ts'
export { addCalls, addNotices, callOutcomes, type HourOfCalls, listCalls, listNewFields, listNotices } from './store/calls.ts'
