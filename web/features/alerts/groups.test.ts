/** Every step of Today's order is in one group that can be chosen. */
import { expect, test } from 'vitest'
import { urgencies } from '../../../contract/today.ts'
import { groups, groupsOf } from './groups.ts'

test('no step is left out and none stands twice', () => {
  expect(Object.values(groups).flat().toSorted()).toEqual(Object.keys(urgencies).toSorted())
  expect(groupsOf(['missed', 'slot'])).toEqual(['wrong', 'ideas'])
})
