/** The readable reference of the API at /api/reference: one page, made from the OpenAPI document, no scripts. */
import { html, raw } from 'hono/html'
import { openApiDocument } from './openapi.ts'
import type { PlainRoutes } from './plain.ts'

interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  description?: string
  format?: string
  const?: unknown
}
interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>
}
interface Document {
  paths?: Record<string, Record<string, Operation>>
}

const escape = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A type in a few words: `string (uuid)`, `"a" | "b"`, `{ … }[]`. */
export const typeInWords = (schema: Schema | undefined): string => {
  if (schema === undefined) return 'any'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeInWords).join(' | ')
  if (schema.type === 'array') return `${typeInWords(schema.items)}[]`
  if (schema.properties !== undefined) return `{ ${Object.keys(schema.properties).join(', ')} }`
  const name = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  return schema.format === undefined ? name : `${name} (${schema.format})`
}

const rowsOf = (operation: Operation): { name: string; place: string; required: boolean; type: string }[] => {
  const body = operation.requestBody?.content?.['application/json']?.schema
  return [
    ...(operation.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      required: parameter.required ?? false,
      type: typeInWords(parameter.schema),
    })),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
      name,
      place: 'body',
      required: body?.required?.includes(name) ?? false,
      type: typeInWords(schema),
    })),
  ]
}

const section = (method: string, address: string, operation: Operation) => {
  const rows = rowsOf(operation)
  const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))
  const schema = answer?.[1].content?.['application/json']?.schema
  const table =
    rows.length === 0
      ? ''
      : `<table><caption class="quiet">Input</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th></tr></thead><tbody>${rows
          .map(
            (row) =>
              `<tr><td><code>${escape(row.name)}</code>${row.required ? ' <b>required</b>' : ''}</td><td>${row.place}</td><td><code>${escape(row.type)}</code></td></tr>`,
          )
          .join('')}</tbody></table>`
  return `<section><h3><span class="method">${method.toUpperCase()}</span> <code>${escape(address)}</code></h3><p>${escape(operation.summary ?? '')}</p>${table}<p class="quiet">Answers <code>${escape(typeInWords(schema))}</code></p></section>`
}

const add: PlainRoutes['add'] = (app, services) => {
  app.get('/api/reference', async (c) => {
    const document = (await openApiDocument(services.config)) as Document
    const groups = new Map<string, string[]>()
    for (const [address, methods] of Object.entries(document.paths ?? {})) {
      for (const [method, operation] of Object.entries(methods)) {
        const tag = operation.tags?.[0] ?? 'other'
        groups.set(tag, [...(groups.get(tag) ?? []), section(method, `/api${address}`, operation)])
      }
    }
    const navigation = [...groups.keys()].map((tag) => `<a href="#${tag}">${escape(tag)}</a>`).join(' · ')
    const body = [...groups].map(([tag, sections]) => `<h2 id="${tag}">${escape(tag)}</h2>${sections.join('')}`).join('')
    return c.html(html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Athar API reference</title><style>${raw(style)}</style></head>
<body><main><h1>Athar API reference</h1><p>The machine-readable document is <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). Sign in, or send an API key in the header <code>x-api-key</code>.</p><nav aria-label="Rooms">${raw(navigation)}</nav>${raw(body)}</main></body></html>`)
  })
}

/** GET /api/reference, open to all: it holds nothing but the contract. */
export const referencePage: PlainRoutes = { routes: [{ method: 'GET', path: '/api/reference', can: 'anyone' }], add }

const style = `:root{color-scheme:light dark;--ink:#1d1b18;--paper:#fbf9f5;--quiet:#5d574e;--line:#e2dccf}@media (prefers-color-scheme:dark){:root{--ink:#ece7dd;--paper:#191714;--quiet:#b3aa9b;--line:#38332b}a{color:#f0c36b}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 "IBM Plex Sans",system-ui,sans-serif}main{max-width:56rem;margin:0 auto;padding:2rem 1rem}section{border-block-start:1px solid var(--line);padding-block:1rem}
h3{font-size:1rem;overflow-wrap:anywhere}.method{font-weight:700}.quiet{color:var(--quiet)}table{border-collapse:collapse;inline-size:100%}caption{text-align:start}th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-block-end:1px solid var(--line);overflow-wrap:anywhere}`
