/** What an account shows, as any network tells it, in the terms that fake accounts are judged by. Whatever is not known stays out of the judgement. */

/** Every field may be missing: networks show different things. */
export interface ShownAccount {
  hasPicture?: boolean | null
  username?: string | null
  fullName?: string | null
  /** Characters of the description; or the description itself. */
  bioLength?: number | null
  bio?: string | null
  hasUrl?: boolean | null
  isPrivate?: boolean | null
  posts?: number | null
  followers?: number | null
  following?: number | null
  /** Where names are not told, only their shape: digits as a share of characters, words, whether both names are the same. */
  usernameDigits?: number | null
  nameWords?: number | null
  nameDigits?: number | null
  nameIsUsername?: boolean | null
}

/** What can be known or missing together. */
export type FeatureGroup = 'picture' | 'username' | 'name' | 'bio' | 'url' | 'private' | 'posts' | 'followers' | 'following'

export interface Features {
  /** Numbers by name; a feature of something unknown is not among them. */
  values: Map<string, number>
  known: Set<FeatureGroup>
}

const digitsOf = (text: string): number => {
  const signs = Array.from(text)
  return signs.length === 0 ? 0 : signs.filter((sign) => /\p{Nd}/u.test(sign)).length / signs.length
}

const amount = (value: number | null | undefined, field: string): number | null => {
  if (value === null || value === undefined || Number.isNaN(value)) return null
  if (!(value >= 0 && value < 1e15)) throw new RangeError(`The ${field} are ${value}; give a number that is not negative, or leave it out.`)
  return value
}

/** Pieces of a logarithm beyond some places: how a straight line may bend there. */
const bends = (name: string, value: number, places: readonly number[]): [string, number][] => [
  [name, value],
  ...places.map((place): [string, number] => [`${name}>${place}`, Math.max(0, value - place)]),
]

/** Cost: O(characters). Errors: a RangeError for a count that is negative or infinite. */
export const describeAccount = (account: ShownAccount): Features => {
  const values = new Map<string, number>()
  const known = new Set<FeatureGroup>()
  const put = (group: FeatureGroup | null, entries: [string, number | boolean][]) => {
    if (group !== null) known.add(group)
    for (const [name, value] of entries) values.set(name, Number(value))
  }
  const { hasPicture, username, fullName, hasUrl, isPrivate } = account
  if (typeof hasPicture === 'boolean') put('picture', [['picture', hasPicture]])
  const digits = username ? digitsOf(username) : amount(account.usernameDigits, 'digits in the username')
  if (digits !== null)
    put('username', [
      ['usernameDigits', digits],
      ['usernameHasDigits', digits > 0],
    ])
  const words =
    typeof fullName === 'string' ? fullName.trim().split(/\s+/).filter(Boolean).length : amount(account.nameWords, 'words of the name')
  const nameDigits =
    typeof fullName === 'string' ? digitsOf(fullName.replaceAll(/\s/g, '')) : amount(account.nameDigits, 'digits in the name')
  if (words !== null)
    put('name', [
      ['nameWords', Math.min(words, 4)],
      ['nameEmpty', words === 0],
    ])
  if (nameDigits !== null) put('name', [['nameDigits', nameDigits]])
  const same =
    username && typeof fullName === 'string' ? fullName.trim().toLowerCase() === username.trim().toLowerCase() : account.nameIsUsername
  if (typeof same === 'boolean') put(null, [['nameIsUsername', same]])
  const bio = typeof account.bio === 'string' ? Array.from(account.bio).length : amount(account.bioLength, 'characters of the description')
  if (bio !== null)
    put('bio', [
      ['bioLength', Math.log1p(bio)],
      ['bioAny', bio > 0],
    ])
  if (typeof hasUrl === 'boolean') put('url', [['url', hasUrl]])
  if (typeof isPrivate === 'boolean') put('private', [['private', isPrivate]])
  const [posts, followers, following] = [
    amount(account.posts, 'posts'),
    amount(account.followers, 'followers'),
    amount(account.following, 'accounts followed'),
  ]
  if (posts !== null) put('posts', [...bends('posts', Math.log1p(posts), [1.5, 3, 4.5]), ['postsNone', posts === 0]])
  if (followers !== null) put('followers', bends('followers', Math.log1p(followers), [3.5, 5, 6.5]))
  if (following !== null) put('following', bends('following', Math.log1p(following), [5, 6, 7]))
  if (followers !== null && following !== null) put(null, bends('ratio', Math.log1p(following) - Math.log1p(followers), [-1, 0, 1.5]))
  return { values, known }
}
