/** The fences on text: who reads the environment, who names a network, who writes a table, how a file begins. */
import { type Breach, isTest, lineOf, type Source, withoutComments } from './source.ts'

const find = (sources: Source[], pattern: RegExp, message: (match: RegExpExecArray) => string): Breach[] =>
  sources.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(pattern)].map((match) => ({
      path,
      line: lineOf(text, match.index),
      message: message(match as RegExpExecArray),
    })),
  )

/** Only server/config.ts reads the environment in the server; statistics, channels, contract and web never do. */
export const environmentIsReadOnce = (sources: Source[]): Breach[] =>
  find(
    sources.filter(
      ({ path }) =>
        /^(server|channels|contract|statistics|web)\//.test(path) &&
        path !== 'server/config.ts' &&
        path !== 'web/vite.config.ts' &&
        !isTest(path),
    ),
    /process\.env\b/g,
    () => 'reads the environment; take the value from server/config.ts',
  )

/** Outside channels/<network>/ no code names a network: it asks the registry. */
export const networksStayHome = (sources: Source[], networks: string[]): Breach[] =>
  networks.length === 0
    ? []
    : find(
        sources.filter(
          ({ path }) =>
            /^(server|contract|web|cli|statistics)\/|^channels\/[^/]+\.ts$/.test(path) &&
            !/^channels\/(limits-)?registry\.ts$|\.json$/.test(path) &&
            !isTest(path),
        ),
        new RegExp(`(?<![A-Za-z])(${networks.filter((name) => name.length > 1).join('|')})(?![A-Za-z])`, 'gi'),
        (match) => `names the network “${match[0]}”; ask the channel registry instead`,
      )

/** One writer per table: each table is inserted into, updated and deleted from by one feature (or server/database). */
export const oneWriterPerTable = (sources: Source[]): Breach[] => {
  const writers = new Map<string, Map<string, Breach>>()
  for (const { path, text } of sources) {
    const home = /^server\/features\/([^/]+)\//.exec(path)?.[1]
    if (home === undefined || isTest(path)) continue
    for (const match of withoutComments(text).matchAll(
      /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([a-z_]+)|\b(?:insert into|delete from|update(?=\s+[a-z_]+(?:\s+as)?(?:\s+[a-z]+)?\s+set\b))\s+([a-z_]+)/g,
    )) {
      const table = (match[1] ?? match[2]) as string
      const byHome = writers.get(table) ?? new Map<string, Breach>()
      byHome.set(home, { path, line: lineOf(text, match.index), message: '' })
      writers.set(table, byHome)
    }
  }
  return [...writers].flatMap(([table, homes]) =>
    homes.size < 2
      ? []
      : [...homes].map(([home, breach]) => ({
          ...breach,
          message: `${home} writes the table ${table}, and so does ${[...homes.keys()].filter((other) => other !== home).join(', ')}; one feature owns it`,
        })),
  )
}

/** The first line says in one sentence what the file is for. */
export const filesSayWhatTheyAreFor = (sources: Source[]): Breach[] =>
  sources.flatMap(({ path, text }) => {
    const first =
      text
        .split('\n', 2)
        .join('\n')
        .replace(/^#![^\n]*\n/, '')
        .split('\n')[0] ?? ''
    return /^(\/\*\*|\/\/|\/\*)\s?\S.{10,}/.test(first)
      ? []
      : [{ path, line: 1, message: 'begins without a sentence on what the file is for' }]
  })

/** 300 lines ask for a reason, given in a comment that starts "Long because". */
export const longFilesGiveAReason = (sources: Source[]): Breach[] =>
  sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length
    return lines <= 300 || isTest(path) || /Long because/.test(text)
      ? []
      : [{ path, message: `has ${lines} lines; split it, or say why in a comment that starts “Long because”` }]
  })

/** Logical properties only: a class that says left or right is wrong in one of our two scripts. */
export const directionsAreLogical = (sources: Source[]): Breach[] =>
  find(
    sources.filter(({ path }) => path.startsWith('web/') && /\.(tsx|css)$/.test(path)),
    /(?<=["'`\s:])(?:-?m[lr]|p[lr]|left|right|rounded-[lrtb]?[lr]|border-[lr]|text-left|text-right|float-left|float-right)-(?:\d|\[|auto|px)|(?<=["'`\s:])text-(?:left|right)(?=["'`\s])|\b(?:margin|padding|border)-(?:left|right)\s*:/g,
    (match) => `uses “${match[0]}”; use the logical property (ms-, me-, ps-, pe-, start-, end-, text-start …)`,
  )

/** No catch block that swallows. */
export const nothingIsSwallowed = (sources: Source[]): Breach[] =>
  find(
    sources.filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path) && path !== 'scripts/fences/rules.test.ts'),
    /catch\s*(?:\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(\s*\)\s*=>\s*(?:\{\s*\}|undefined|null)\s*\)/g,
    () => 'swallows an error; handle it, or say in words why it cannot matter',
  )

const isKernel = (path: string): boolean =>
  /^statistics\/.+\/[^/]+\.ts$/.test(path) && !isTest(path) && !/\.test-data\.ts$|\/(types|index)\.ts$/.test(path)

/** Every kernel has its test beside it. */
export const kernelsAreTested = (paths: string[]): Breach[] => {
  const all = new Set(paths)
  return paths
    .filter(isKernel)
    .filter((path) => !all.has(path.replace(/\.ts$/, '.test.ts')))
    .map((path) => ({ path, message: 'has no test beside it; a kernel is held to a reference value' }))
}

/** Where a reference value may come from: a year of a paper, a package or table, a calculation that a reader can repeat, a truth that was planted. */
const reference =
  /\b(1[789]|20)\d\d\b|reference values?|\bR[’']s\b|numpy|scipy|mpmath|gbstats|DLMF|Abramowitz|IEEE|by hand|textbook|closed form|definition|published|exact|planted|arithmetic|drawn from|equation/i
/** An expectation of a number (or of closeness to one worked out beside), or the name of what must be chosen. */
const assertedValue =
  /\.to(Be|BeCloseTo|Equal|StrictEqual|MatchObject|BeGreaterThan|BeGreaterThanOrEqual|BeLessThan|BeLessThanOrEqual|HaveLength|Throw)\((?:[^()]|\([^()]*\)){0,200}?[\d'"`/]/

/** … and that test holds the kernel to a value from somewhere else, and says from where. */
export const kernelsHaveReferenceValues = (sources: Source[]): Breach[] => {
  const texts = new Map(sources.map(({ path, text }) => [path, text]))
  return sources
    .filter(({ path }) => isKernel(path))
    .flatMap(({ path }) => {
      const test = path.replace(/\.ts$/, '.test.ts')
      const text = texts.get(test)
      // Without any test, kernelsAreTested speaks.
      if (text === undefined) return []
      if (!reference.test(text))
        return [
          {
            path: test,
            message: 'names no source; say where its reference value comes from (a paper with its year, a package, by hand, planted …)',
          },
        ]
      return assertedValue.test(text) ? [] : [{ path: test, message: 'expects no value; hold the kernel to one from its source' }]
    })
}
