/** Personas and pillars in the form: rows that can be added, changed and removed. */
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Persona, Pillar } from '../../../contract/strategy.ts'
import { useFormat } from '../../languages/format.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { readNumber } from './read-number.ts'

/** Words between commas of either script. */
const readList = (text: string) =>
  text
    .split(/[,،]/)
    .map((word) => word.trim())
    .filter((word) => word.length > 1)

const replaced = <One extends { id: string }>(all: One[], id: string, change: Partial<One>): One[] =>
  all.map((one) => (one.id === id ? { ...one, ...change } : one))

export const PersonaFields = ({ personas, onChange }: { personas: Persona[]; onChange: (personas: Persona[]) => void }) => {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('strategy:ui.personas')}</legend>
      {personas.map((persona) => (
        <div key={persona.id} className="mb-4 grid gap-3 border-s-2 border-line ps-4 sm:grid-cols-[1fr_1fr_auto]">
          <TextField
            label={t('strategy:ui.personaName')}
            required
            value={persona.name}
            onChange={(event) => onChange(replaced(personas, persona.id, { name: event.target.value }))}
          />
          <TextField
            label={t('strategy:ui.personaLanguages')}
            dir="ltr"
            placeholder="ar, en"
            defaultValue={persona.languages.join(', ')}
            onChange={(event) => onChange(replaced(personas, persona.id, { languages: readList(event.target.value) }))}
          />
          <IconButton
            className="self-end justify-self-start"
            label={t('strategy:ui.removeNamed', { name: persona.name })}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(personas.filter(({ id }) => id !== persona.id))}
          />
          <TextArea
            className="sm:col-span-3"
            label={t('strategy:ui.personaWho')}
            rows={2}
            value={persona.who}
            onChange={(event) => onChange(replaced(personas, persona.id, { who: event.target.value }))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...personas, { id: crypto.randomUUID(), name: '', who: '', languages: [] }])}
      >
        {t('strategy:ui.addPersona')}
      </Button>
    </fieldset>
  )
}

interface PillarFieldsProps {
  pillars: Pillar[]
  onChange: (pillars: Pillar[]) => void
  problem: string | null
}

export const PillarFields = ({ pillars, onChange, problem }: PillarFieldsProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = pillars.reduce((total, { share }) => total + share, 0)
  const isWhole = Math.abs(sum - 100) < 0.05
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('strategy:ui.pillars')}</legend>
      {pillars.map((pillar) => (
        <div key={pillar.id} className="mb-4 grid gap-3 border-s-2 border-line ps-4 sm:grid-cols-[1fr_7rem_auto]">
          <TextField
            label={t('strategy:ui.pillarName')}
            required
            value={pillar.name}
            onChange={(event) => onChange(replaced(pillars, pillar.id, { name: event.target.value }))}
          />
          <TextField
            label={t('strategy:ui.share')}
            inputMode="decimal"
            defaultValue={pillar.share}
            onChange={(event) => onChange(replaced(pillars, pillar.id, { share: readNumber(event.target.value) ?? 0 }))}
          />
          <IconButton
            className="self-end justify-self-start"
            label={t('strategy:ui.removeNamed', { name: pillar.name })}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(pillars.filter(({ id }) => id !== pillar.id))}
          />
          <TextField
            className="sm:col-span-3"
            label={t('strategy:ui.pillarAbout')}
            value={pillar.about}
            onChange={(event) => onChange(replaced(pillars, pillar.id, { about: event.target.value }))}
          />
          <TextField
            className="sm:col-span-3"
            label={t('strategy:ui.keywords')}
            hint={t('strategy:ui.keywordsHint')}
            defaultValue={pillar.keywords.join(', ')}
            onChange={(event) => onChange(replaced(pillars, pillar.id, { keywords: readList(event.target.value) }))}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="small"
          icon={<Plus size={14} aria-hidden />}
          onClick={() =>
            onChange([...pillars, { id: crypto.randomUUID(), name: '', about: '', share: Math.max(0, 100 - sum), keywords: [] }])
          }
        >
          {t('strategy:ui.addPillar')}
        </Button>
        {pillars.length > 0 && (
          <output className={isWhole ? 'text-quiet' : 'font-medium text-bad'}>
            {t('strategy:ui.shareSum', { sum: format.number(sum) })}
          </output>
        )}
      </div>
      {problem !== null && (
        <div className="mt-2">
          <Note kind="problem">{problem}</Note>
        </div>
      )}
    </fieldset>
  )
}
