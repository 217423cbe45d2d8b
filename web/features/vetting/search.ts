/** What a candidate's page goes by: which part the address says is open, and whether a check is under way. */

import type { Candidate } from '../../../contract/vetting.ts'

/** A check waits or runs: the page then asks again and again. */
export const isUnderWay = ({ checking }: Pick<Candidate, 'checking'>): boolean =>
  checking?.state === 'waiting' || checking?.state === 'running'

export const candidateTabs = ['claims', 'people', 'references', 'price', 'dossier'] as const
export type CandidateTab = (typeof candidateTabs)[number]
export interface CandidateSearch {
  tab?: CandidateTab
}

export const readSearch = (search: Record<string, unknown>): CandidateSearch => {
  const tab = candidateTabs.find((one) => one === search['tab'])
  return tab === undefined || tab === 'claims' ? {} : { tab }
}
