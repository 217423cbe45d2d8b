/** The OpenAPI 3.1 document of the whole API, made from the contract when first asked for. */
import type { Config } from '../config.ts'

let made: Promise<unknown> | undefined

/** Generates the document; loads the generator only on first use. Cost: about 0.2 s once. */
export const openApiDocument = (config: Pick<Config, 'version'>): Promise<unknown> =>
  (made ??= (async () => {
    const [{ OpenAPIGenerator }, { ZodToJsonSchemaConverter }, { contract }] = await Promise.all([
      import('@orpc/openapi'),
      import('@orpc/zod/zod4'),
      import('../../contract/index.ts'),
    ])
    const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
    return generator.generate(contract, {
      info: {
        title: 'Athar',
        version: config.version,
        description: 'Everything the workbench does, over REST. Send an API key (Settings → Team) in the header x-api-key.',
        license: { name: 'AGPL-3.0-or-later' },
      },
      servers: [{ url: '/api' }],
      security: [{ apiKey: [] }],
      components: { securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
    })
  })())
