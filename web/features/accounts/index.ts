/** What other pages use of accounts: the list of a brand, and an account's name. */
export { AccountName, useAccounts, writeHandle } from './account-name.tsx'
