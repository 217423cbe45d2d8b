/** Held to reference values: what the model of posts is given, and how each post maps to the model's unknowns. */
import { describe, expect, it } from 'vitest'
import { makePosts } from '../../testing/posts.ts'
import { layOutPosts } from './post-layout.ts'

describe('the layout of posts', () => {
  it('cuts each account’s history into stretches of at least eight posts, oldest first', () => {
    const layout = layOutPosts(makePosts({ seed: 1, n: 100 }))
    expect(layout.levels).toBe(12)
    for (let level = 0; level < layout.levels; level++) expect(layout.level.filter((l) => l === level).length).toBeGreaterThanOrEqual(8)
    expect([...layout.level]).toEqual([...layout.level].sort((a, b) => a - b))
  })

  it('gives two accounts levels of their own', () => {
    const posts = makePosts({ seed: 2, n: 200, accounts: 2 })
    const layout = layOutPosts(posts)
    const border = layout.first[1] as number
    posts.accounts.forEach((account, i) => expect((layout.level[i] as number) >= border).toBe(account === 1))
    expect([...layout.accountPosts].reduce((a, b) => a + b)).toBe(200)
  })

  it('counts the posts of every slot', () => {
    const posts = makePosts({ seed: 3, n: 50, slotOf: () => 7 })
    expect(layOutPosts(posts).slotPosts[7]).toBe(50)
  })

  it.each([
    ['slots', 168, 'post 0 is in slot 168; slots run from 0 to 167'],
    ['counts', -1, 'post 0 has the count -1; counts are 0 or more'],
    ['exposures', 0, 'post 0 has the exposure 0; exposures are above 0'],
  ] as const)('refuses %s of %s and says which post it was', (column, value, sentence) => {
    const posts = makePosts({ seed: 4, n: 30 })
    posts[column][0] = value
    expect(() => layOutPosts(posts)).toThrow(sentence)
  })

  it('refuses columns of different length', () => {
    const posts = makePosts({ seed: 5, n: 30 })
    posts.paid.pop()
    expect(() => layOutPosts(posts)).toThrow('paid has 29 values where 30 posts are')
  })
})
