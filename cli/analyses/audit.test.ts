/** `athar audit`: a share with its interval, reasons in words, any columns there are, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './audit.ts'

const header = 'username,has_profile_picture,posts,followers,following,private,full_name,bio'
const people = Array.from(
  { length: 70 },
  (_, i) => `person${'abcdefg'[i % 7]},1,${100 + i},${500 + 7 * i},${300 + i},0,Nour Haddad,Cook in Amman`,
)
const bots = Array.from({ length: 30 }, (_, i) => `user82736${100 + i},0,0,${i},${2000 + i},0,,`)
const table = [header, ...people, ...bots].join('\n')

interface Json {
  kind: string
  share: { value: number; interval: [number, number]; level: number; n: number }
  accounts: { row: number; probability: number; reasons: { group: string; words: string }[] }[]
}
const ask = async (content: string, ...args: string[]) => (await runAnalysis(build, content, ['--json', ...args])).json() as unknown as Json

describe('what it answers', () => {
  it('gives the share, its interval and n, and each account with reasons in words', async () => {
    const { share, accounts } = await ask(table)
    expect([share.n, share.level]).toEqual([100, 0.9])
    expect(share.interval[0]).toBeLessThan(0.3)
    expect(share.interval[1]).toBeGreaterThan(0.28)
    expect(accounts[0]).toMatchObject({ row: 2, username: 'persona' })
    expect(accounts[99]?.probability).toBeGreaterThan(0.8)
    expect(accounts[99]?.reasons[0]?.words).toMatch(/\w+/)
  })
  it('takes what the published training sets call their columns', async () => {
    const shapes = [
      'profile pic,nums/length username,fullname words,nums/length fullname,name==username,description length,external URL,private,#posts,#followers,#follows',
    ]
    for (let i = 0; i < 30; i++) shapes.push(i < 10 ? '0,0.5,0,0,0,0,0,0,0,5,3000' : '1,0,2,0,0,60,1,0,200,900,300')
    expect((await ask(shapes.join('\n'))).share.value).toBeGreaterThan(0.2)
  })
  it('shows the most suspect accounts, and says where the doubt comes from', async () => {
    const { out, svg } = await runAnalysis(build, table, [], { svg: true })
    expect(out).toMatch(/About [\d.]+% .* are fake/)
    expect(out).toContain('no profile picture')
    expect(svg).toContain('class="main"')
  })
  it('says what would be enough', async () => {
    expect(await ask([header, ...bots.slice(0, 5)].join('\n'))).toMatchObject({ kind: 'too-little-data', share: null, need: 20 })
  })
})

describe('bad files', () => {
  const bad: [string, string, string[], RegExp][] = [
    ['a count below zero', `${header}\na,1,-4,1,1,0,A,b\n`, [], /row 2, column “posts”: -4 is below zero/],
    ['a word for a count', `${header}\na,1,many,1,1,0,A,b\n`, [], /“many” is not a number/],
    ['a flag that is none', `${header}\na,perhaps,1,1,1,0,A,b\n`, [], /row 2, column “has_profile_picture”: “perhaps”/],
    ['no column that is understood', 'likes,reach\n1,2\n', [], /followers/],
    ['a population smaller than the sample', table, ['--population', '50'], /--population 50/],
  ]
  it.each(bad)('%s: one sentence that says where', async (_name, content, args, said) => {
    expect((await runAnalysis(build, content, ['--json', ...args])).refusal).toMatch(said)
  })
})
