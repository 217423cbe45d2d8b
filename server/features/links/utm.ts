/** Holds the UTM parameters of an address against a brand's rules, and repairs what can be repaired without guessing. */
import type { UtmContext, UtmFinding, UtmParameter, UtmRules, UtmVerdict } from '../../../contract/links.ts'
import { utmParameters } from '../../../contract/links.ts'
import { say } from '../../../contract/sentence.ts'

const isOurs = (name: string): name is UtmParameter => (utmParameters as readonly string[]).includes(name)

/** One word in the form that the rules want: lower case if so, runs of blanks and other separators as one separator, aliases resolved. */
export const tidyWord = (word: string, rules: UtmRules): string => {
  const cased = rules.lowerCase ? word.toLowerCase() : word
  const tidy = cased.trim().replace(/[\s+]+/g, rules.separator)
  return rules.aliases[tidy] ?? rules.aliases[word.trim()] ?? tidy
}

const find = (kind: UtmFinding['kind'], parameter: string, values: Record<string, string>, repairable: boolean): UtmFinding => ({
  kind,
  parameter,
  words: say(`links:utm.${kind}`, { parameter, ...values }),
  repairable,
})

const fallback = (parameter: UtmParameter, rules: UtmRules, context: UtmContext): string | null =>
  parameter === 'utm_source'
    ? context.source
    : parameter === 'utm_medium'
      ? rules.medium
      : parameter === 'utm_campaign'
        ? context.campaign
        : parameter === 'utm_content'
          ? context.content
          : null

/**
 * Findings in the order of the parameters, and the repaired address when anything could be repaired. All other parts of the address stay as they are. An
 * address of a host that the rules are not about has no findings. Cost: O(length).
 */
export const checkUtm = (address: string, rules: UtmRules, context: UtmContext): UtmVerdict => {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    return { address, findings: [find('not-a-link', '', { address: address.slice(0, 100) }, false)], repaired: null }
  const url = new URL(address)
  const isAbout = rules.hosts.length === 0 || rules.hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  if (!isAbout) return { address, findings: [], repaired: null }
  const findings: UtmFinding[] = []
  const parameters = [...url.searchParams]
  const fixed = new Map<UtmParameter, string>()
  for (const [name] of parameters) {
    if (name.toLowerCase().startsWith('utm_') && !isOurs(name)) {
      const lower = name.toLowerCase()
      if (isOurs(lower) && !parameters.some(([other]) => other === lower))
        findings.push(find('upper-case', name, { value: name, suggestion: lower }, true))
      else findings.push(find('unknown', name, {}, false))
    }
  }
  for (const parameter of utmParameters) {
    const values = parameters
      .filter(([name]) => name === parameter || (!isOurs(name) && name.toLowerCase() === parameter))
      .map(([, value]) => value)
    if (new Set(values).size > 1) findings.push(find('twice', parameter, { value: values.join(', ') }, false))
    else if (values.length > 1) findings.push(find('twice', parameter, { value: values[0] as string }, true))
    const value = values[0]
    const isNeeded = rules.required.includes(parameter)
    if (value === undefined || value.trim() === '') {
      if (value === undefined && !isNeeded) continue
      const given = fallback(parameter, rules, context)
      const word = given === null ? null : tidyWord(given, rules)
      if (value !== undefined || isNeeded)
        findings.push(
          find(
            value === undefined ? 'missing' : 'empty',
            parameter,
            { suggestion: word ?? '' },
            word !== null || (value !== undefined && !isNeeded),
          ),
        )
      if (word !== null && isNeeded) fixed.set(parameter, word)
      continue
    }
    const tidy = tidyWord(value, rules)
    const allowed = rules.allowed[parameter] ?? []
    if (rules.lowerCase && value !== value.toLowerCase()) findings.push(find('upper-case', parameter, { value, suggestion: tidy }, true))
    if (/[\s+]/.test(value)) findings.push(find('spaces', parameter, { value, suggestion: tidy }, true))
    else if (tidy !== value && tidy !== value.toLowerCase()) findings.push(find('alias', parameter, { value, suggestion: tidy }, true))
    if (allowed.length > 0 && !allowed.includes(tidy))
      findings.push(find('not-allowed', parameter, { value: tidy, allowed: allowed.slice(0, 8).join(', ') }, false))
    fixed.set(parameter, tidy)
  }
  const canRepair = findings.some(({ repairable }) => repairable)
  return { address, findings, repaired: canRepair ? rewrite(url, parameters, fixed, findings) : null }
}

const rewrite = (url: URL, parameters: [string, string][], fixed: Map<UtmParameter, string>, findings: UtmFinding[]): string => {
  const contested = new Set(findings.filter(({ kind, repairable }) => kind === 'twice' && !repairable).map(({ parameter }) => parameter))
  const out = new URL(url)
  const kept = parameters.filter(([name]) => {
    const lower = name.toLowerCase()
    return !isOurs(lower) || contested.has(lower)
  })
  out.search = ''
  for (const [name, value] of kept) out.searchParams.append(name, value)
  for (const parameter of utmParameters) {
    const word = fixed.get(parameter)
    if (word !== undefined && word !== '' && !contested.has(parameter)) out.searchParams.append(parameter, word)
  }
  return out.href
}

const addresses = /https?:\/\/[^\s<>"'،؛]+[^\s<>"'،؛.,;:!?)\]]/gi

/** The addresses of a text, each once. */
export const findAddresses = (text: string): string[] => [...new Set(text.match(addresses) ?? [])]

/** The text with its repairable addresses repaired. */
export const repairText = (text: string, verdicts: UtmVerdict[]): string => {
  const repaired = new Map(verdicts.flatMap((verdict) => (verdict.repaired === null ? [] : [[verdict.address, verdict.repaired] as const])))
  return text.replace(addresses, (address) => repaired.get(address) ?? address)
}
