/** “How did you hear about us?” as people outside see it: a question, the choices, a thank-you; no account, no script. */
import { sayIn } from '../../say.ts'
import { say } from '../../../contract/sentence.ts'
import { VisitorId } from '../../../contract/events.ts'
import type { Services } from '../../services.ts'
import { escapeHtml, type PublicAnswer, publicPage } from '../links/index.ts'
import { takeAnswers } from './ingest.ts'
import { findSurveyByToken } from './store/survey.ts'

const closed = (): PublicAnswer =>
  publicPage(
    {
      title: '–',
      direction: 'ltr',
      body: `<h1>${sayIn('en', say('events:form.closed'))}</h1><div lang="ar" dir="rtl"><h1>${sayIn('ar', say('events:form.closed'))}</h1></div>`,
    },
    404,
  )

/** `visitor` and `order` come in the address when a shop links to the form; they only ever go into this one answer. */
export const showForm = async (
  services: Services,
  token: string,
  query: Record<string, string>,
  problem = false,
): Promise<PublicAnswer> => {
  const found = await findSurveyByToken(services.database.db, token)
  if (found === null || !found.survey.open) return closed()
  const { question, direction, choices, other } = found.survey
  const language = direction === 'rtl' ? 'ar' : 'en'
  const words = (key: string) => escapeHtml(sayIn(language, say(`events:form.${key}`)))
  const hidden = (['visitor', 'order'] as const)
    .flatMap((name) =>
      query[name] === undefined ? [] : [`<input type="hidden" name="${name}" value="${escapeHtml(query[name].slice(0, 200))}">`],
    )
    .join('')
  const option = (key: string, text: string) =>
    `<label><input type="radio" name="choice" value="${escapeHtml(key)}" required> <bdi>${text}</bdi></label>`
  return publicPage(
    {
      title: question,
      direction,
      body: `<form method="post">${problem ? `<p role="alert">${words('choose')}</p>` : ''}${hidden}<fieldset><legend>${escapeHtml(question)}</legend>
${choices.map((choice) => option(choice.key, escapeHtml(choice.words))).join('\n')}
${other ? `${option('other', words('other'))}<label>${words('otherWords')}<input type="text" name="words" maxlength="300"></label>` : ''}
${option('unsure', words('unsure'))}</fieldset><button>${words('send')}</button></form>`,
    },
    problem ? 422 : 200,
  )
}

export const answerForm = async (services: Services, token: string, form: URLSearchParams): Promise<PublicAnswer> => {
  const found = await findSurveyByToken(services.database.db, token)
  if (found === null || !found.survey.open) return closed()
  const choice = form.get('choice') ?? ''
  const known = ['unsure', ...(found.survey.other ? ['other'] : []), ...found.survey.choices.map(({ key }) => key)]
  if (!known.includes(choice)) return showForm(services, token, Object.fromEntries(form), true)
  const visitor = VisitorId.safeParse(form.get('visitor'))
  await takeAnswers(
    services,
    found,
    [
      {
        choice,
        words: choice === 'other' ? (form.get('words') ?? '').trim().slice(0, 300) : null,
        visitor: visitor.success ? visitor.data : null,
        conversion: form.get('order')?.slice(0, 200) || null,
        knownOrigin: null,
      },
    ],
    'form',
  )
  return publicPage({ title: found.survey.thanks, direction: found.survey.direction, body: `<h1>${escapeHtml(found.survey.thanks)}</h1>` })
}
