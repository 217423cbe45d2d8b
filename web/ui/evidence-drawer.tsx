/** The evidence behind an estimate: the method in words, period, n, assumptions, the rows, a copy as CSV, the way to read more. */
import { Check, CircleHelp, Copy, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Drawer } from './dialog.tsx'
import { Table } from './table.tsx'
import { toCsv } from './csv.ts'
import { notify, notifyProblem } from './toast.tsx'

export interface Evidence {
  title: string
  /** The method in one plain sentence. */
  method: ReactNode
  /** Already in words. */
  period?: string
  /** `holds` is null where nobody can tell. */
  assumptions?: { words: string; holds: boolean | null }[]
  /** The rows it was made from, as text and numbers. */
  rows?: { columns: string[]; cells: (string | number)[][] }
  /** Address of the page that explains the method. */
  readMore?: string
}

export const EvidenceDrawer = ({ evidence, estimate, onClose }: { evidence: Evidence; estimate: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const signs = { yes: <Check size={16} aria-hidden />, no: <X size={16} aria-hidden />, unknown: <CircleHelp size={16} aria-hidden /> }
  const { rows } = evidence
  const copy = async () => {
    if (rows === undefined) return
    try {
      await navigator.clipboard.writeText(toCsv([rows.columns, ...rows.cells]))
      notify(t('ui.evidence.copied'))
    } catch (error) {
      // Browsers refuse without https or permission; the person should know rather than paste something old.
      notifyProblem(t('ui.evidence.notCopied', { reason: (error as Error).message }))
    }
  }
  return (
    <Drawer
      open
      onClose={onClose}
      title={evidence.title}
      description={estimate}
      acts={
        rows !== undefined && (
          <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
            {t('ui.evidence.copy')}
          </Button>
        )
      }
    >
      <dl className="grid gap-3">
        <div>
          <dt className="text-small text-quiet">{t('ui.evidence.method')}</dt>
          <dd>{evidence.method}</dd>
        </div>
        {evidence.period !== undefined && (
          <div>
            <dt className="text-small text-quiet">{t('ui.evidence.period')}</dt>
            <dd>{evidence.period}</dd>
          </div>
        )}
        {evidence.assumptions !== undefined && evidence.assumptions.length > 0 && (
          <div>
            <dt className="text-small text-quiet">{t('ui.evidence.assumptions')}</dt>
            <dd>
              <ul className="grid gap-1">
                {evidence.assumptions.map(({ words, holds }) => {
                  const state = holds === null ? 'unknown' : holds ? 'yes' : 'no'
                  return (
                    <li key={words} className="flex items-start gap-2">
                      <span className="mt-1 shrink-0">{signs[state]}</span>
                      <span>
                        {words} <span className="text-small text-quiet">({t(`ui.evidence.holds.${state}`)})</span>
                      </span>
                    </li>
                  )
                })}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {rows !== undefined && (
        <div className="mt-4">
          <Table
            caption={t('ui.evidence.rows')}
            columns={rows.columns.map((head, column) => ({
              key: String(column),
              head,
              cell: (cells: (string | number)[]) => <bdi>{cells[column]}</bdi>,
              number: typeof rows.cells[0]?.[column] === 'number',
            }))}
            rows={rows.cells}
            rowKey={(_, index) => String(index)}
          />
        </div>
      )}
      {evidence.readMore !== undefined && (
        <p className="mt-4">
          <a className="underline underline-offset-4" href={evidence.readMore}>
            {t('ui.evidence.readMore')}
          </a>
        </p>
      )}
    </Drawer>
  )
}
