/** How often the judge of accounts errs on Playground, where the truth is known. */

/** Per ten thousand fake and ten thousand real followers, from 200 worlds (evaluation/audience/calibrate.ts): 87.9% of the fakes found, 18.8% of the real mistaken, the same in all worlds. */
export const playgroundDetector = { found: 8793, missed: 1207, mistaken: 1885, cleared: 8115 }
