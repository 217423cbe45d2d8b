/** The place to drop a file, with its keyboard twin; shows how far the sending is. */
import { useNavigate } from '@tanstack/react-router'
import { FileInput } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Note } from '../../ui/states.tsx'
import { NotTaken, sendFile } from './send-file.ts'

export const DropPlace = ({ isFirst }: { isFirst: boolean }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef(new AbortController())
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const take = async (files: FileList | null) => {
    const file = files?.[0]
    if (file === undefined || sending !== null) return
    setProblem(null)
    setSending({ name: file.name, share: 0 })
    stop.current = new AbortController()
    try {
      const importId = await sendFile(file, at, {
        onProgress: (share) => setSending({ name: file.name, share }),
        signal: stop.current.signal,
      })
      await queryClient.invalidateQueries({ queryKey: api.imports.key() })
      if (importId !== null) await navigate({ to: `/b/${brandId}/imports/${importId}` })
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      setProblem(say(error.sentence))
    } finally {
      setSending(null)
    }
  }
  const onDrag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }

  return (
    <div className="mb-8 grid gap-3">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the mouse's way; the button inside is its keyboard twin */}
      <section
        aria-label={t('imports:ui.drop.title')}
        onDragOver={(event) => onDrag(event, true)}
        onDragLeave={(event) => onDrag(event, false)}
        onDrop={(event) => {
          onDrag(event, false)
          void take(event.dataTransfer.files)
        }}
        className={`flex flex-col items-start gap-3 rounded-box border border-dashed px-5 py-6 ${over ? 'border-ink bg-sunk' : 'border-line-strong'}`}
      >
        <p className="flex items-center gap-2 font-medium">
          <FileInput size={18} aria-hidden className="points" />
          {t('imports:ui.drop.title')}
        </p>
        <p className="max-w-prose text-quiet">{t('imports:ui.drop.words')}</p>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('imports:ui.drop.choose')}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => void take(event.target.files).then(() => (event.target.value = ''))}
        />
        {sending === null ? (
          <Button look={isFirst ? 'next' : 'plain'} onClick={() => input.current?.click()}>
            {t('imports:ui.drop.choose')}
          </Button>
        ) : (
          <div className="w-full">
            <Progress label={t('imports:ui.sending', { file: sending.name })} share={sending.share} onCancel={() => stop.current.abort()} />
          </div>
        )}
      </section>
      {problem !== null && (
        <div role="alert">
          <Note kind="problem">{problem}</Note>
        </div>
      )}
    </div>
  )
}
