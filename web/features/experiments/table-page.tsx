/** An experiment that ran elsewhere: its arms are typed or pasted in, and analysed by the same rule. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExperimentMethod, experimentMethods } from '../../../contract/experiments.ts'
import { client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { readTable } from './read-table.ts'
import { Result } from './result.tsx'

export const TablePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [text, setText] = useState('')
  const [method, setMethod] = useState<ExperimentMethod>('fixed')
  const [level, setLevel] = useState('95')
  const [effect, setEffect] = useState('5')
  const [planned, setPlanned] = useState('')
  const table = readTable(text)
  const analysis = useMutation({
    mutationFn: () =>
      client.experiments.table({
        ...at,
        arms: table.arms,
        rule: { method, level: Number(level) / 100, smallestRatio: 1 + Number(effect) / 100 },
        plannedN: Number(planned),
      }),
  })
  const problem = table.badLine === null ? null : t('experiments:ui.badRow', { n: table.badLine })
  return (
    <Page question={t('experiments:ui.questionTable')} answer={analysis.data && say(analysis.data.verdict.words)}>
      <form
        className="mb-8 grid max-w-xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          analysis.mutate()
        }}
      >
        <TextArea
          label={t('experiments:ui.rows')}
          hint={t('experiments:ui.tableNote')}
          dir="ltr"
          rows={5}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={'A,10000,500\nB,10000,560'}
          problem={problem}
        />
        <Select
          label={t('experiments:ui.methodLabel')}
          value={method}
          onChange={setMethod}
          choices={experimentMethods.map((value) => ({ value, label: t(`experiments:ui.methodOf.${value}`) }))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('experiments:ui.level')}
            value={level}
            onChange={setLevel}
            choices={['80', '90', '95', '99'].map((value) => ({ value, label: `${value}%` }))}
          />
          <TextField
            label={t('experiments:ui.effect')}
            type="number"
            min={1}
            max={900}
            step="any"
            required
            value={effect}
            onChange={(event) => setEffect(event.target.value)}
          />
        </div>
        <TextField
          label={t('experiments:ui.plannedN')}
          type="number"
          min={1}
          required
          value={planned}
          onChange={(event) => setPlanned(event.target.value)}
        />
        {analysis.isError && (
          <p role="alert" className="text-bad">
            {say(problemOf(analysis.error).sentence)}
          </p>
        )}
        <div>
          <Button type="submit" look="next" busy={analysis.isPending} disabled={problem !== null || table.arms.length < 2}>
            {t('experiments:ui.analyse')}
          </Button>
        </div>
      </form>
      {analysis.data && <Result result={analysis.data} />}
    </Page>
  )
}
