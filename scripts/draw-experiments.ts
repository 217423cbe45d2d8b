/** Draws the pictures of docs/methods/experiments from simulated brands whose truth is known: `node scripts/draw-experiments.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawPicture } from '../cli/picture/draw.ts'
import { setTerminalLanguage } from '../cli/say.ts'
import { assignPosts } from '../statistics/compare/assign-posts.ts'
import { comparePosts } from '../statistics/compare/compare-posts.ts'
import { effectOf } from '../statistics/compare/effect.ts'
import { testFixed } from '../statistics/compare/fixed.ts'
import { testSequential } from '../statistics/compare/sequential.ts'
import { simulatePosts } from '../statistics/compare/testing/simulate-posts.test-data.ts'
import { drawBinomial } from '../statistics/random/binomial.ts'
import { createGenerator } from '../statistics/random/generator.ts'

const folder = path.join(import.meta.dirname, '../docs/pictures/methods')
const looks = 50

/** Share of experiments without an effect that raised an alarm at the first look, by the second … */
const alarmsByLook = (rounds: number) => {
  const generator = createGenerator('picture of peeking')
  const [fixed, sequential] = [new Float64Array(looks), new Float64Array(looks)]
  for (let round = 0; round < rounds; round++) {
    const conversions = [0, 0]
    let [fixedAt, sequentialAt] = [looks, looks]
    for (let look = 0; look < looks; look++) {
      const n = (look + 1) * 200
      for (const arm of [0, 1]) conversions[arm] = (conversions[arm] as number) + drawBinomial(generator, 200, 0.1)
      const [control, treatment] = conversions.map((count) => ({ n, mean: count / n, variance: (count / n) * (1 - count / n) }))
      const effect = control && treatment ? effectOf(control, treatment, 'absolute') : null
      if (effect === null) continue
      if (testFixed(effect).p < 0.05) fixedAt = Math.min(fixedAt, look)
      if (testSequential(effect, 2 * n).p < 0.05) sequentialAt = Math.min(sequentialAt, look)
    }
    for (let look = fixedAt; look < looks; look++) fixed[look] = (fixed[look] as number) + 100 / rounds
    for (let look = sequentialAt; look < looks; look++) sequential[look] = (sequential[look] as number) + 100 / rounds
  }
  return { fixed, sequential }
}

/** Three wordings on 84 daily posts: the second does nothing, the third brings 80% more. */
const wordings = () => {
  const blocks = Array.from({ length: 84 }, (_, day) => day % 7)
  const plan = assignPosts({ blocks, arms: 3 }, 'worked example')
  const posts = simulatePosts(createGenerator('worked example'), blocks, plan.arms, [1, 1, 1.8])
  const answer = comparePosts({ ...plan, blocks, ...posts }, createGenerator('worked example'))
  if (answer.kind !== 'comparison') throw new Error('the worked example has too few posts')
  return answer
}

const words = {
  en: {
    wordings: 'Three wordings over twelve weeks',
    arm: (name: string, n: number) => `${name} (${n} posts)`,
    names: ['question', 'number'],
    against: 'Times the engagements per impression of the plain wording',
    note: (n: number, lost: number) => `${n} posts (${lost} without numbers), weekdays blocked, 95% intervals, drawn again 1,999 times`,
    p: (p: number) => `p ${p.toFixed(3)}`,
    told: (ratios: string) => `Against the plain wording: ${ratios}.`,
    peeking: 'What looking early costs',
    share: 'Experiments without an effect that raised an alarm (%)',
    ends: ['1st look', '50th look'] as [string, string],
    peekNote: 'Thick: a fixed test. Thin: the always-valid one. Across: the promised 5%. 4,000 simulated experiments',
    peekTold: (fixed: string, valid: string) =>
      `After fifty looks ${fixed}% of the fixed tests and ${valid}% of the always-valid ones have raised a false alarm.`,
  },
  ar: {
    wordings: 'ثلاث صياغات في اثني عشر أسبوعًا',
    arm: (name: string, n: number) => `${name} (${n} منشورًا)`,
    names: ['سؤال', 'رقم'],
    against: 'ضعف التفاعل لكل مرة ظهور قياسًا بالصياغة العادية',
    note: (n: number, lost: number) => `${n} منشورًا (${lost} بلا أرقام)، بكتل من أيام الأسبوع، مجالات 95%، أعيدت القرعة 1,999 مرة`,
    p: (p: number) => `p ${p.toFixed(3)}`,
    told: (ratios: string) => `قياسًا بالصياغة العادية: ${ratios}.`,
    peeking: 'ثمن النظر المبكر',
    share: 'تجارب بلا أثر أطلقت إنذارًا (%)',
    ends: ['النظرة الأولى', 'النظرة الخمسون'] as [string, string],
    peekNote: 'السميك: اختبار ثابت. الرفيع: الصالح دائمًا. الأفقي: الوعد 5%. 4,000 تجربة محاكاة',
    peekTold: (fixed: string, valid: string) =>
      `بعد خمسين نظرة أطلق ${fixed}% من الاختبارات الثابتة و${valid}% من الصالحة دائمًا إنذارًا كاذبًا.`,
  },
}

mkdirSync(folder, { recursive: true })
const [result, peeking] = [wordings(), alarmsByLook(4000)]
for (const language of ['en', 'ar'] as const) {
  setTerminalLanguage(language)
  const say = words[language]
  const rows = result.comparisons.map(({ arm, n, ratio, interval, pAdjusted }) => ({
    label: say.arm(say.names[arm - 1] ?? '', n[1]),
    value: ratio,
    interval,
    note: say.p(pAdjusted),
  }))
  const ratios = rows
    .map(({ label, value, interval }) => `${label} ${value.toFixed(2)} [${interval.map((end) => end.toFixed(2)).join(', ')}]`)
    .join('; ')
  console.log(say.told(ratios), rows.map(({ note }) => note).join(' '))
  writeFileSync(
    path.join(folder, `experiments-wordings-${language}.svg`),
    drawPicture({
      kind: 'intervals',
      title: say.wordings,
      description: say.told(ratios),
      note: say.note(result.n, result.missing),
      axis: say.against,
      reference: 1,
      rows,
    }),
  )
  const [fixed, valid] = [peeking.fixed, peeking.sequential].map((shares) => (shares[looks - 1] as number).toFixed(1))
  writeFileSync(
    path.join(folder, `experiments-peeking-${language}.svg`),
    drawPicture({
      kind: 'series',
      title: say.peeking,
      description: say.peekTold(fixed ?? '', valid ?? ''),
      note: say.peekNote,
      axis: say.share,
      lines: [
        { name: 'fixed', start: 0, values: peeking.fixed, strong: true },
        { name: 'always valid', start: 0, values: peeking.sequential, strong: false },
      ],
      bands: [],
      marks: [],
      levels: [{ from: 0, to: looks - 1, value: 5 }],
      ends: say.ends,
    }),
  )
}
