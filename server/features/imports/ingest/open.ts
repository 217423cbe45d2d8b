/** Opens uploaded files with whatever reader of the registry knows them. */
import { plainTable } from '../../../../channels/exports/plain-table.ts'
import { openExport, type OpenedExport, type RefusedExport } from '../../../../channels/exports/read-export.ts'
import type { ExportSource } from '../../../../channels/exports/source.ts'
import { listChannels } from '../../../../channels/registry.ts'
import type { Services } from '../../../services.ts'
import { readUpload } from '../files.ts'
import type { ImportRow } from '../store/imports.ts'

/** Opens any export that a channel can read, or a plain table. */
export const openAnyExport = async (source: ExportSource): Promise<OpenedExport | RefusedExport> => {
  const readers = (await listChannels()).flatMap((channel) => channel.exports ?? [])
  return openExport(source, [...readers, plainTable])
}

/** The uploaded file of an import; `onBytes` hears how far its reading is. */
export const sourceOf = (services: Services, row: ImportRow, onBytes?: (bytes: number) => void): ExportSource => ({
  fileName: row.fileName,
  open: () => readUpload(services.config, row.id, onBytes),
})
