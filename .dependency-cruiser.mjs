// The fences of the house: imports go down, only data goes round. scripts/fences.test.ts tries each rule on allowed and forbidden cases.
const step = (...names) => `^server/features/([^/]+)/(${names.join('|')})(\\.ts$|/)`
const test = '\\.test\\.tsx?$|/testing/'
const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { ...from, pathNot: [test, ...[from.pathNot ?? []].flat()] },
  to,
})
const limits = ['^channels/limits(-registry)?\\.ts$', '^channels/[^/]+/limits\\.ts$', '^channels/counting\\.ts$']
const npm = 'node_modules/'

export default {
  forbidden: [
    // Between the rooms
    rule(
      'statistics-touch-nothing',
      'statistics/ imports only statistics/: no clock, no I/O, no posts.',
      { path: '^statistics/' },
      { pathNot: '^statistics/' },
    ),
    rule(
      'contract-touches-nothing',
      'contract/ imports only contract/, zod and the contract library.',
      { path: '^contract/' },
      { pathNot: ['^contract/', `${npm}zod/`, `${npm}@orpc/contract/`] },
    ),
    rule(
      'channels-know-no-house',
      'channels/ imports contract/ and packages, never another room.',
      { path: '^channels/' },
      { path: '^(server|web|statistics|cli|evaluation|bench|scripts|testing)/' },
    ),
    rule(
      'channels-are-strangers',
      'One channel never imports another.',
      { path: '^channels/([^/]+)/' },
      { path: '^channels/([^/]+)/', pathNot: ['^channels/$1/', '^channels/exports/'] },
    ),
    rule(
      'channels-enter-by-the-registry',
      'A channel is named in the registry and nowhere else.',
      { path: '^channels/[^/]+\\.ts$|^channels/exports/', pathNot: '^channels/(limits-)?registry\\.ts$' },
      { path: '^channels/[^/]+/', pathNot: '^channels/exports/' },
    ),
    rule(
      'house-enters-channels-by-the-registry',
      'Outside channels/ only the registry, the port, the egress client and limits are known.',
      { path: '^(server|cli)/' },
      { path: '^channels/[^/]+/', pathNot: ['^channels/exports/', ...limits] },
    ),
    rule(
      'web-meets-server-in-contract',
      'web/ sees contract/, statistics/ and channel limits, never the server.',
      { path: '^web/' },
      { path: '^(server|channels|cli|evaluation|bench|scripts)/', pathNot: limits },
    ),
    rule(
      'server-knows-no-page',
      'The server never imports web/ or cli/.',
      { path: '^server/' },
      { path: '^(web|cli|evaluation|bench|scripts)/' },
    ),
    rule(
      'one-door-to-the-component-library',
      'Only web/ui imports the component library.',
      { path: '^web/', pathNot: '^web/ui/' },
      { path: `${npm}@base-ui/` },
    ),

    // Inside the server
    rule(
      'three-doors',
      'Only connect, ingest and publish reach the outside world.',
      { path: '^server/features/', pathNot: step('connect', 'ingest', 'publish') },
      { path: '^channels/', pathNot: limits, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'inner-steps-are-pure',
      'measure, decide and plan take data and return data.',
      { path: step('measure', 'decide', 'plan') },
      {
        pathNot: ['^(statistics|contract)/', ...limits, '^server/features/$1/(measure|decide|plan)(\\.ts$|/)', `${npm}temporal-polyfill/`],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'loop-runs-one-way-from-measure',
      'measure never imports decide or plan.',
      { path: step('measure') },
      { path: step('decide', 'plan') },
    ),
    rule('loop-runs-one-way-from-decide', 'decide never imports plan.', { path: step('decide') }, { path: step('plan') }),
    rule(
      'sql-lives-in-store',
      'Only a store opens the database.',
      { path: '^server/features/', pathNot: [step('store'), '^server/features/team/auth\\.ts$'] },
      { path: ['^server/database/(?!ids)', `${npm}(kysely|pg)/`], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'front-doors',
      'Enter another feature by its index.ts.',
      { path: '^server/features/([^/]+)/' },
      { path: '^server/features/([^/]+)/', pathNot: ['^server/features/$1/', '^server/features/[^/]+/index\\.ts$'] },
    ),
    rule(
      'pages-are-strangers',
      'One page enters another feature of the web app by its index.ts.',
      { path: '^web/features/([^/]+)/' },
      { path: '^web/features/([^/]+)/', pathNot: ['^web/features/$1/', '^web/features/[^/]+/index\\.tsx?$'] },
    ),
    rule('no-circles', 'Two files must not need each other.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    {
      name: 'no-circles-of-features',
      comment: 'Two features must not need each other.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^server/features/[^/]+$' },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Tests reach everywhere on purpose; the walls are for what runs.
    exclude: { path: ['\\.test\\.tsx?$', '^testing/', '/testing/', '^channels/conformance\\.ts$', '/dist/', '^web/vite.config.ts'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
