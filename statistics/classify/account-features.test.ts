/** Features worked by hand. */
import { describe, expect, it } from 'vitest'
import { describeAccount } from './account-features.ts'

describe('what an account shows', () => {
  it('is put in numbers, digits of any script counted', () => {
    const { values, known } = describeAccount({
      username: 'sara1990',
      fullName: 'سارة ٣',
      hasPicture: true,
      posts: 0,
      followers: 99,
      following: 9,
      bio: 'café',
    })
    expect(values.get('usernameDigits')).toBe(0.5)
    expect(values.get('nameWords')).toBe(2)
    expect(values.get('nameDigits')).toBeCloseTo(1 / 5, 12)
    expect(values.get('nameIsUsername')).toBe(0)
    expect(values.get('postsNone')).toBe(1)
    expect(values.get('followers')).toBeCloseTo(Math.log(100), 12)
    expect(values.get('followers>3.5')).toBeCloseTo(Math.log(100) - 3.5, 12)
    expect(values.get('ratio')).toBeCloseTo(Math.log(10) - Math.log(100), 12)
    expect(values.get('bioLength')).toBeCloseTo(Math.log(5), 12)
    expect(known).toEqual(new Set(['picture', 'username', 'name', 'posts', 'followers', 'following', 'bio']))
  })
  it('leaves out what is not known, and takes shapes where names are not told', () => {
    expect(describeAccount({}).known.size).toBe(0)
    expect(describeAccount({ followers: 5 }).values.has('ratio')).toBe(false)
    const { values } = describeAccount({ usernameDigits: 0.27, nameWords: 0, nameDigits: 0, nameIsUsername: false })
    expect([values.get('usernameHasDigits'), values.get('nameEmpty'), values.get('nameIsUsername')]).toEqual([1, 1, 0])
  })
  it('refuses impossible counts', () => {
    expect(() => describeAccount({ followers: -1 })).toThrow('followers are -1')
    expect(() => describeAccount({ posts: Number.POSITIVE_INFINITY })).toThrow('posts')
  })
})
