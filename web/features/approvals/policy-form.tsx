/** One policy: none, optional, one person, or steps with who decides in each. */
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApprovalPolicy, type ApprovalStep, type Approver, approvalModes } from '../../../contract/approvals.ts'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'

interface PolicyFormProps {
  policy: ApprovalPolicy
  disabled: boolean
  busy: boolean
  onSave: (policy: ApprovalPolicy) => void
}

const keyOf = (who: Approver) => (who.kind === 'role' ? `role:${who.role}` : who.kind === 'person' ? `person:${who.userId}` : who.kind)
const newStep: ApprovalStep = { name: '', need: 'any', who: [{ kind: 'anyone' }] }

export const PolicyForm = ({ policy, disabled, busy, onSave }: PolicyFormProps) => {
  const { t } = useTranslation()
  const [mode, setMode] = useState(policy.mode)
  const [fourEyes, setFourEyes] = useState(policy.fourEyes)
  const [steps, setSteps] = useState(policy.steps.length === 0 ? [newStep] : policy.steps)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({ mode, steps: mode === 'steps' ? steps : [], fourEyes })
  }
  return (
    <form className="grid max-w-2xl gap-4" onSubmit={submit}>
      <Select
        label={t('approvals:ui.mode')}
        value={mode}
        onChange={setMode}
        disabled={disabled}
        choices={approvalModes.map((value) => ({ value, label: t(`approvals:ui.modes.${value}`) }))}
      />
      {mode === 'steps' && (
        <ol className="grid gap-3">
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
            <li key={index}>
              <StepFields
                number={index + 1}
                step={step}
                disabled={disabled}
                onChange={(next) => setSteps(steps.map((one, place) => (place === index ? next : one)))}
                onRemove={steps.length > 1 ? () => setSteps(steps.filter((_, place) => place !== index)) : null}
              />
            </li>
          ))}
        </ol>
      )}
      {mode === 'steps' && !disabled && steps.length < 6 && (
        <Button
          size="small"
          className="justify-self-start"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => setSteps([...steps, newStep])}
        >
          {t('approvals:ui.addStep')}
        </Button>
      )}
      {(mode === 'required' || mode === 'steps') && (
        <Checkbox label={t('approvals:ui.fourEyes')} checked={fourEyes} onChange={setFourEyes} disabled={disabled} />
      )}
      {!disabled && (
        <div>
          <Button type="submit" busy={busy}>
            {t('approvals:ui.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

interface StepFieldsProps {
  number: number
  step: ApprovalStep
  disabled: boolean
  onChange: (step: ApprovalStep) => void
  onRemove: (() => void) | null
}

const StepFields = ({ number, step, disabled, onChange, onRemove }: StepFieldsProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId: at.workspaceId } }))
  const may = new Set(['owner', 'manager', 'marketer', 'client'])
  const choices: { label: string; who: Approver }[] = [
    { label: t('approvals:ui.whoKind.anyone'), who: { kind: 'anyone' } },
    { label: t('approvals:ui.whoKind.client'), who: { kind: 'client' } },
    ...(['owner', 'manager', 'marketer'] as const).map((role) => ({
      label: t(`approvals:ui.whoKind.${role}`),
      who: { kind: 'role' as const, role },
    })),
    ...(members.data ?? [])
      .filter(({ role }) => may.has(role))
      .map(({ userId, name }) => ({ label: name, who: { kind: 'person' as const, userId, name } })),
  ]
  const chosen = new Set(step.who.map(keyOf))
  return (
    <fieldset className="grid gap-3 rounded-box border border-line p-4" disabled={disabled}>
      <legend className="px-1 text-small text-quiet">{t('approvals:ui.step', { number })}</legend>
      <TextField
        label={t('approvals:ui.stepName')}
        required
        maxLength={60}
        disabled={disabled}
        value={step.name}
        onChange={({ target }) => onChange({ ...step, name: target.value })}
      />
      <fieldset>
        <legend className="font-medium">{t('approvals:ui.who')}</legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {choices.map(({ label, who }) => (
            <Checkbox
              key={keyOf(who)}
              label={<bdi>{label}</bdi>}
              disabled={disabled}
              checked={chosen.has(keyOf(who))}
              onChange={(on) => onChange({ ...step, who: on ? [...step.who, who] : step.who.filter((one) => keyOf(one) !== keyOf(who)) })}
            />
          ))}
        </div>
      </fieldset>
      <Select
        label={t('approvals:ui.need')}
        value={step.need}
        disabled={disabled}
        onChange={(need) => onChange({ ...step, need })}
        choices={(['any', 'all'] as const).map((value) => ({ value, label: t(`approvals:ui.${value}`) }))}
      />
      {onRemove !== null && !disabled && (
        <Button size="small" look="quiet" className="justify-self-start" icon={<Trash2 size={14} aria-hidden />} onClick={onRemove}>
          {t('approvals:ui.removeStep', { number })}
        </Button>
      )}
    </fieldset>
  )
}
