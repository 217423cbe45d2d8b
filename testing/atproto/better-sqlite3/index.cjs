/** The surface of better-sqlite3 that Kysely's SQLite dialect and the PDS use, on node:sqlite; for tests only. */
'use strict'
const { DatabaseSync } = require('node:sqlite')

/** SQLite's extended result codes by number; callers look at the name. https://sqlite.org/rescode.html */
const codeNames = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  275: 'SQLITE_CONSTRAINT_CHECK',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
}

class SqliteError extends Error {
  constructor(message, code) {
    super(message)
    this.name = 'SqliteError'
    this.code = code
  }
}

const translated = (act) => {
  try {
    return act()
  } catch (error) {
    if (error?.code !== 'ERR_SQLITE_ERROR') throw error
    throw new SqliteError(error.message, codeNames[error.errcode] ?? 'SQLITE_ERROR')
  }
}

/** node:sqlite takes neither undefined nor booleans. */
const bindable = (value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value)
const parameters = (args) => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args).map(bindable)

/** better-sqlite3 answers blobs as Buffer and rows as plain objects. */
const toRow = (found) => {
  if (found === undefined) return undefined
  const row = { ...found }
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array && !Buffer.isBuffer(value)) row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
  return row
}

class Statement {
  #statement
  constructor(database, source) {
    this.source = source
    this.#statement = translated(() => database.prepare(source))
    this.reader = this.#statement.columns().length > 0
  }
  all(...args) {
    return translated(() => this.#statement.all(...parameters(args)).map(toRow))
  }
  get(...args) {
    return translated(() => toRow(this.#statement.get(...parameters(args))))
  }
  run(...args) {
    return translated(() => this.#statement.run(...parameters(args)))
  }
  *iterate(...args) {
    for (const row of this.#statement.iterate(...parameters(args))) yield toRow(row)
  }
}

class Database {
  #database
  constructor(path = ':memory:', options = {}) {
    this.name = path
    this.readonly = options.readonly === true
    this.open = true
    this.#database = translated(
      () =>
        new DatabaseSync(path || ':memory:', {
          readOnly: this.readonly,
          timeout: options.timeout ?? 5000,
          enableForeignKeyConstraints: true,
        }),
    )
  }
  prepare(source) {
    return new Statement(this.#database, source)
  }
  exec(source) {
    translated(() => this.#database.exec(source))
    return this
  }
  pragma(source, options = {}) {
    const rows = this.prepare(`pragma ${source}`).all()
    return options.simple ? Object.values(rows[0] ?? {})[0] : rows
  }
  get inTransaction() {
    return this.#database.isTransaction
  }
  transaction(act) {
    return (...args) => {
      this.exec('begin')
      try {
        const answer = act(...args)
        this.exec('commit')
        return answer
      } catch (error) {
        this.exec('rollback')
        throw error
      }
    }
  }
  close() {
    if (this.open) {
      this.open = false
      this.#database.close()
    }
    return this
  }
}

// Callers write both `new Database(path)` and `Database(path)`.
function open(...args) {
  return new Database(...args)
}
open.prototype = Database.prototype
open.SqliteError = SqliteError
open.default = open
module.exports = open
