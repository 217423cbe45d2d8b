/** Writes server/database/types.ts from a freshly migrated database; with --check it only says whether the file is still right. */
import fs from 'node:fs'
import path from 'node:path'
import { generate, getDialect } from 'kysely-codegen'
import { connect } from '../server/database/open.ts'
import { makeTemplate, startThrowAwayCluster, templateName } from '../testing/cluster.ts'

const file = path.resolve(import.meta.dirname, '../server/database/types.ts')
const firstLine =
  '/** The rows of every table, written by scripts/write-database-types.ts from the migrations. Run `npm run types:database` after changing one. */\n'

const generateTypes = async (): Promise<string> => {
  const cluster = await startThrowAwayCluster()
  try {
    await makeTemplate(cluster)
    const { db, close } = connect(cluster.connectionString(templateName))
    try {
      const dialect = getDialect('postgres', { dateParser: 'string', numericParser: 'number' })
      const generated = await generate({
        db,
        dialect,
        excludePattern: 'schema_step*',
        outFile: null,
        typeMapping: { int8: 'number' },
      } as Parameters<typeof generate>[0])
      return firstLine + generated.replace(/^\/\*\*[\s\S]*?\*\/\s*/, '')
    } finally {
      await close()
    }
  } finally {
    await cluster.stop()
  }
}

const text = await generateTypes()
if (process.argv.includes('--check')) {
  const isRight = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text
  if (!isRight) process.stderr.write('server/database/types.ts does not match the migrations. Run "npm run types:database".\n')
  process.exitCode = isRight ? 0 : 1
} else {
  fs.writeFileSync(file, text)
}
