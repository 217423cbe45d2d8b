/** Says a Sentence of the contract in the reader's language. */
import { useTranslation } from 'react-i18next'
import type { Sentence } from '../../contract/sentence.ts'

export type Say = (sentence: Sentence) => string

/** Returns the function that says sentences; it changes with the language. */
export const useSay = (): Say => {
  const { t } = useTranslation()
  return ({ key, values }) => t(key, values)
}
