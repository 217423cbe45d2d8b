/** How the frozen model of fake accounts was made: penalised logistic regression on accounts that are also shown with parts hidden. */
import { describeAccount, type FeatureGroup, type ShownAccount } from '../../statistics/classify/account-features.ts'
import { fakeTerms } from '../../statistics/classify/fake-model.ts'
import { solvePositive } from '../../statistics/linear/cholesky.ts'
import type { Generator } from '../../statistics/random/generator.ts'

export interface Labelled {
  account: ShownAccount
  fake: boolean
}

export interface Model {
  means: Float64Array
  deviations: Float64Array
  /** The intercept first. */
  coefficients: Float64Array
}

const names = fakeTerms.map(([name]) => name)
export const groups: FeatureGroup[] = ['picture', 'username', 'name', 'bio', 'url', 'private', 'posts', 'followers', 'following']

const fieldsOf: Record<FeatureGroup, (keyof ShownAccount)[]> = {
  picture: ['hasPicture'],
  username: ['usernameDigits', 'nameIsUsername'],
  name: ['nameWords', 'nameDigits', 'nameIsUsername'],
  bio: ['bioLength'],
  url: ['hasUrl'],
  private: ['isPrivate'],
  posts: ['posts'],
  followers: ['followers'],
  following: ['following'],
}

/** The account with some parts hidden. */
export const hide = (account: ShownAccount, hidden: readonly FeatureGroup[]): ShownAccount => {
  const shown = { ...account }
  for (const group of hidden) for (const field of fieldsOf[group]) delete shown[field]
  return shown
}

const rowOf = (account: ShownAccount, means: Float64Array, deviations: Float64Array): Float64Array => {
  const { values } = describeAccount(account)
  return Float64Array.from(names, (name, i) => {
    const value = values.get(name)
    return value === undefined ? 0 : (value - (means[i] as number)) / (deviations[i] as number)
  })
}

/** Newton steps to the largest penalised likelihood; each row with its weight. */
const fitLogistic = (rows: Float64Array[], labels: number[], weights: number[], ridge: number): Float64Array => {
  const width = names.length + 1
  let coefficients: Float64Array = new Float64Array(width)
  for (let step = 0; step < 25; step++) {
    const bend = new Float64Array(width * width)
    const slope = new Float64Array(width)
    rows.forEach((row, r) => {
      let odds = coefficients[0] as number
      for (let i = 1; i < width; i++) odds += (coefficients[i] as number) * (row[i - 1] as number)
      const chance = 1 / (1 + Math.exp(-odds))
      const weight = weights[r] as number
      const [miss, curve] = [weight * ((labels[r] as number) - chance), weight * Math.max(1e-6, chance * (1 - chance))]
      for (let i = 0; i < width; i++) {
        const own = i === 0 ? 1 : (row[i - 1] as number)
        if (own === 0) continue
        slope[i] = (slope[i] as number) + miss * own
        for (let j = 0; j < width; j++)
          bend[i * width + j] = (bend[i * width + j] as number) + curve * own * (j === 0 ? 1 : (row[j - 1] as number))
      }
    })
    for (let i = 1; i < width; i++) {
      bend[i * width + i] = (bend[i * width + i] as number) + ridge
      slope[i] = (slope[i] as number) - ridge * (coefficients[i] as number)
    }
    const move = solvePositive(bend, slope)
    if (move === null) throw new Error('the features cannot be told apart')
    coefficients = coefficients.map((value, i) => value + (move[i] as number))
    if (move.every((value) => Math.abs(value) < 1e-8)) break
  }
  return coefficients
}

/** Ridge 3 and eight hidden copies a row were chosen by cross-validation over the same 576 accounts. */
export const train = (data: readonly Labelled[], generator: Generator, { ridge = 3, copies = 8, whole = 0.6 } = {}): Model => {
  const features = data.map(({ account }) => describeAccount(account).values)
  const means = Float64Array.from(names, (name) => features.reduce((sum, values) => sum + (values.get(name) ?? 0), 0) / data.length)
  const deviations = Float64Array.from(names, (name, i) =>
    Math.max(
      1e-9,
      Math.sqrt(features.reduce((sum, values) => sum + ((values.get(name) ?? 0) - (means[i] as number)) ** 2, 0) / data.length),
    ),
  )
  const [rows, labels, weights]: [Float64Array[], number[], number[]] = [[], [], []]
  const put = (account: ShownAccount, fake: boolean, weight: number) => {
    rows.push(rowOf(account, means, deviations))
    labels.push(fake ? 1 : 0)
    weights.push(weight)
  }
  for (const { account, fake } of data) {
    put(account, fake, whole)
    for (let copy = 0; copy < copies; copy++) {
      const share = generator.uniform()
      const hidden = groups.filter(() => generator.uniform() < share)
      put(hide(account, hidden), fake, (1 - whole) / copies)
    }
  }
  return { means, deviations, coefficients: fitLogistic(rows, labels, weights, ridge) }
}

/** The probability at even odds. */
export const judge = ({ means, deviations, coefficients }: Model, account: ShownAccount): number => {
  const row = rowOf(account, means, deviations)
  let odds = coefficients[0] as number
  row.forEach((value, i) => (odds += value * (coefficients[i + 1] as number)))
  return 1 / (1 + Math.exp(-odds))
}
