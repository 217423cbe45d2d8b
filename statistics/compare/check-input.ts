/** What every comparison asks of its numbers, in one place, so that a refusal reads the same everywhere. */
import type { Arm, Effect } from './effect.ts'

/** Shares closer to 0 or 1 have quantiles that no sample can support. */
const edge = 1e-9
/** Squares and products of what lies within still are numbers. */
const largest = 1e100
const [leastVariance, mostVariance] = [1e-200, 1e200]
const mostUnits = 1e15

/** Throws RangeError unless the value is a share with a little room to 0 and 1. `what`: "a level", "alpha" … */
export const checkShare = (value: number, what: string): void => {
  if (!(value >= edge && value <= 1 - edge)) throw new RangeError(`${what} lies between 0 and 1, not at ${value}`)
}

/** Throws RangeError unless the number is above zero and no larger or smaller than can be computed with. */
export const checkPositive = (value: number, what: string): void => {
  if (!(value >= leastVariance && value <= mostVariance)) throw new RangeError(`${what} lies above zero, not at ${value}`)
}

/** Throws RangeError unless it is a number of units, `least` (0) or more. */
export const checkUnits = (n: number, what: string, least = 0): void => {
  if (!(n >= least && n <= mostUnits)) throw new RangeError(`${what} has ${n} units, which cannot be`)
}

/** Throws RangeError unless estimate and sampling variance can be an estimate. */
export const checkEstimate = (estimate: number, variance: number, what = 'the effect'): void => {
  if (!(Math.abs(estimate) <= largest && variance >= leastVariance && variance <= mostVariance))
    throw new RangeError(`${what}: an estimate of ${estimate} with variance ${variance} says nothing`)
}

/** The same with degrees of freedom. */
export const checkEffect = ({ estimate, variance, degreesOfFreedom }: Effect): void => {
  checkEstimate(estimate, variance)
  if (!(degreesOfFreedom >= 0.5 && degreesOfFreedom <= 2 * mostUnits))
    throw new RangeError(`the effect has ${degreesOfFreedom} degrees of freedom, which cannot be`)
}

/** Throws RangeError unless the numbers can be an arm’s. */
export const checkArm = ({ n, mean, variance }: Arm, what: string): void => {
  checkUnits(n, what)
  if (!(Math.abs(mean) <= largest && variance >= 0 && variance <= mostVariance))
    throw new RangeError(`${what} has the mean ${mean} and the variance ${variance}, which cannot be`)
}
