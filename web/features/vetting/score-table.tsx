/** Scores that are in: a row a question, a column a person, and the notes they left. */
import { useTranslation } from 'react-i18next'
import { type Form, questions, type Sheet } from '../../../contract/vetting-sheets.ts'
import { useFormat } from '../../languages/format.ts'
import { type Column, Table } from '../../ui/table.tsx'

export const ScoreTable = ({ form, sheets }: { form: Form; sheets: Sheet[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const scoreOf = (sheet: Sheet, question: string) => sheet.scores.find((one) => one.question === question)
  const columns: Column<string>[] = [
    {
      key: 'question',
      head: t('vetting:ui.questionWord'),
      rowHeader: true,
      cell: (question) => (
        <>
          {t(`vetting:bank.${form}.${question}.short`)}
          {sheets.map((sheet) => {
            const note = scoreOf(sheet, question)?.note ?? ''
            return note === '' ? null : (
              <span key={sheet.id} className="block text-small text-quiet" dir="auto">
                <bdi>{sheet.source || sheet.by}</bdi>: {note}
              </span>
            )
          })}
        </>
      ),
    },
    ...sheets.map((sheet): Column<string> => {
      return {
        key: sheet.id,
        head: <bdi>{sheet.source || sheet.by}</bdi>,
        number: true,
        cell: (question) => {
          const score = scoreOf(sheet, question)?.score ?? null
          return score === null ? <span className="text-quiet">–</span> : format.number(score)
        },
      }
    }),
  ]
  return (
    <Table caption={t(`vetting:form.${form}`)} hideCaption columns={columns} rows={[...questions[form]]} rowKey={(question) => question} />
  )
}
