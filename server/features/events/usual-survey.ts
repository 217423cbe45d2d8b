/** The form “how did you hear about us?” before somebody changes it, in the brand's language. */
import { randomBytes } from 'node:crypto'
import type { Survey } from '../../../contract/events.ts'
import { say } from '../../../contract/sentence.ts'
import { sayIn } from '../../say.ts'
import type { Services } from '../../services.ts'
import type { Scope } from './store/events.ts'
import { findSurvey, saveSurvey } from './store/survey.ts'

export const usualSurvey = (language: 'en' | 'ar'): Survey => {
  const words = (key: string) => sayIn(language, say(`events:usual.${key}`))
  return {
    question: words('question'),
    thanks: words('thanks'),
    direction: language === 'ar' ? 'rtl' : 'ltr',
    choices: [
      { key: 'post', words: words('post'), channel: 'social' },
      { key: 'search', words: words('search'), channel: 'search' },
      { key: 'friend', words: words('friend'), channel: null },
      { key: 'seen', words: words('seen'), channel: null },
    ],
    other: true,
    open: true,
  }
}

export const newSurveyToken = (): string => randomBytes(9).toString('base64url')

/** Opens the form as it is before anybody changed it; one that is there stays. */
export const openUsualSurvey = async ({ database, now }: Services, scope: Scope, language: 'en' | 'ar'): Promise<void> => {
  if ((await findSurvey(database.db, scope)) === null) await saveSurvey(database.db, scope, usualSurvey(language), newSurveyToken(), now())
}
