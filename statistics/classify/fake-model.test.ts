/** The frozen model against what it was trained to be: by hand, its signs and its counts. */
import { describe, expect, it } from 'vitest'
import { describeAccount } from './account-features.ts'
import { detectorCounts, fakeTerms } from './fake-model.ts'

describe('the frozen model', () => {
  it('has a term for every feature, each once', () => {
    const { values } = describeAccount({
      hasPicture: true,
      username: 'a',
      fullName: 'b',
      bio: '',
      hasUrl: false,
      isPrivate: false,
      posts: 1,
      followers: 1,
      following: 1,
    })
    expect(fakeTerms.map(([name]) => name).toSorted()).toEqual([...values.keys()].toSorted())
  })
  it('counts every account of its training set once, half of them fake (576, Bakhshandeh 2019)', () => {
    for (const { found, missed, mistaken, cleared } of detectorCounts) expect([found + missed, mistaken + cleared]).toEqual([288, 288])
  })
  it('beats the journalists’ audit with all that it knows: sensitivity 77.4% at specificity 96.3% (SRF 2017)', () => {
    const [{ found, missed, mistaken, cleared }] = detectorCounts as [(typeof detectorCounts)[0]]
    expect(found / (found + missed)).toBeGreaterThan(0.774)
    expect(cleared / (cleared + mistaken)).toBeGreaterThan(0.95)
  })
})
