/** What the address of a candidate may say: which part is open. */

export const candidateTabs = ['claims', 'people', 'references', 'price', 'dossier'] as const
export type CandidateTab = (typeof candidateTabs)[number]
export interface CandidateSearch {
  tab?: CandidateTab
}

export const readSearch = (search: Record<string, unknown>): CandidateSearch => {
  const tab = candidateTabs.find((one) => one === search['tab'])
  return tab === undefined || tab === 'claims' ? {} : { tab }
}
