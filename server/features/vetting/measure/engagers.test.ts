/** Lists of comments: few, many, with a group that answers everything, and with people who only come by. */
import { expect, test } from 'vitest'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { type CommentRow, measureEngagers } from './engagers.ts'

const [from, to] = ['2026-01-01', '2026-01-31']
const day = (post: number) => `2026-01-${String(1 + post).padStart(2, '0')}`
const comments = (posts: number, passersBy: number, pod: number): CommentRow[] => {
  const random = createGenerator('comments')
  return Array.from({ length: posts }, (_, post) => [
    ...Array.from({ length: passersBy }, () => ({
      day: day(post),
      post: `p${post}`,
      username: `person${Math.floor(random.uniform() * 3000)}`,
    })),
    ...Array.from({ length: pod }, (_member, member) => ({ day: day(post), post: `p${post}`, username: `@Friend${member}` })),
  ]).flat()
}

test('a group that comments on everything is a pod; people who only come by are none', () => {
  const pod = measureEngagers(comments(20, 8, 10), from, to)
  expect(pod).toMatchObject({ kind: 'engagers', isPod: true, posts: 20, comments: 360, regulars: { people: 10 } })
  if (pod.kind !== 'engagers' || pod.regulars === null) throw new Error('no regulars')
  expect(pod.regulars.share.value).toBeCloseTo((100 * 10) / 18, 6)
  const open = measureEngagers(comments(20, 18, 0), from, to)
  expect(open).toMatchObject({ kind: 'engagers', isPod: false, regulars: null })
  expect(open.kind === 'engagers' && open.top.value < 10).toBe(true)
})

test('two loyal friends, or a group with a small part of the comments, are no pod', () => {
  expect(measureEngagers(comments(20, 3, 2), from, to)).toMatchObject({ isPod: false, regulars: { people: 2 } })
  expect(measureEngagers(comments(20, 40, 5), from, to)).toMatchObject({ isPod: false, regulars: { people: 5 } })
})

test('one name in two ways is one person; a list without posts counts days', () => {
  const rows = comments(12, 6, 4).map((row, index) => ({
    ...row,
    post: null,
    username: index % 2 === 0 ? row.username : row.username.toUpperCase(),
  }))
  expect(measureEngagers(rows, from, to)).toMatchObject({ posts: 12, regulars: { people: 4 } })
})

test('too little is said as such', () => {
  expect(measureEngagers([], from, to)).toEqual({ kind: 'no-comments' })
  expect(measureEngagers(comments(20, 8, 3), '2027-01-01', '2027-02-01')).toEqual({ kind: 'no-comments' })
  expect(measureEngagers(comments(5, 30, 3), from, to)).toEqual({ kind: 'too-little-data', have: 5, need: 8, unit: 'posts' })
  expect(measureEngagers(comments(9, 2, 3), from, to)).toEqual({ kind: 'too-little-data', have: 45, need: 50, unit: 'comments' })
})
