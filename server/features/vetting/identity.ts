/** Hides who a candidate is: every text that goes out is walked, and names, handles and links in it are covered. */
import type { Candidate } from '../../../contract/vetting.ts'

const cover = '•••'
const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** What tells who somebody is. */
const secretsOf = (candidate: Pick<Candidate, 'name' | 'portfolio' | 'pictureUrl' | 'claims' | 'handed'>): string[] => {
  const { name, portfolio, pictureUrl, claims, handed } = candidate
  const hosts = [portfolio, ...claims.map(({ url }) => url)].flatMap((url) => (url === null ? [] : [url, new URL(url).hostname]))
  const handles = [...claims.map(({ account }) => account), ...handed.flatMap(({ account, name: file }) => [account, file])]
  const all = [name, ...name.split(/\s+/), ...hosts, pictureUrl, ...handles, ...handles.map((one) => one?.replace(/^@/, ''))]
  return [...new Set(all.flatMap((one) => (one !== null && one !== undefined && one.length >= 3 ? [one] : [])))].toSorted(
    (a, b) => b.length - a.length,
  )
}

/** Of a file's name only its kind stays. */
export const coverFile = (name: string): string => `work${/\.[a-z0-9]{1,8}$/iu.exec(name)?.[0] ?? ''}`

const walk = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => walk(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, change)]))
}

/** The candidate as somebody may see them whose scores are not in yet. Cost: O(text). */
export const hideIdentity = (candidate: Candidate): Candidate => {
  const secrets = secretsOf(candidate)
  const pattern = new RegExp(secrets.map(escape).join('|') || '(?!)', 'giu')
  const covered = walk(
    {
      notes: candidate.notes,
      claims: candidate.claims.map((claim) => ({ ...claim, url: null })),
      sheets: candidate.sheets,
      consent: candidate.consent,
      works: candidate.works,
    },
    (text) => text.replaceAll(pattern, cover),
  ) as Pick<Candidate, 'notes' | 'claims' | 'sheets' | 'consent' | 'works'>
  return {
    ...candidate,
    notes: covered.notes,
    sheets: candidate.sheets.map((sheet, at) => ({
      ...sheet,
      scores: covered.sheets[at]?.scores ?? [],
      source: covered.sheets[at]?.source ?? '',
    })),
    consent: candidate.consent === null ? null : { ...candidate.consent, note: covered.consent?.note ?? '' },
    // Ids and kinds are no text of a person's; keep them as they are.
    claims: candidate.claims.map((claim, at) => ({
      ...claim,
      text: covered.claims[at]?.text ?? cover,
      expected: claim.expected === null ? null : cover,
      account: claim.account === null ? null : cover,
      url: null,
      result:
        !covered.claims[at]?.result || claim.result === null
          ? null
          : { ...claim.result, reason: covered.claims[at].result.reason, evidence: null },
    })),
    handed: candidate.handed.map((table) => ({ ...table, account: cover, name: cover })),
    // A file's own name often says whose it is; what is inside it only people can take out.
    works: candidate.works.map((work, at) => ({
      ...work,
      title: covered.works[at]?.title ?? cover,
      text: covered.works[at]?.text ?? cover,
      file: work.file === null ? null : { ...work.file, name: coverFile(work.file.name) },
    })),
    checking: candidate.checking === null ? null : { ...candidate.checking, what: null },
    name: `#${candidate.id.slice(-4).toUpperCase()}`,
    portfolio: null,
    pictureUrl: null,
    masked: true,
  }
}
