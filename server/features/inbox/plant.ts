/** The inbox of the living example: a saved reply, a rule and time set aside, as a person would have set them up. */
import { say } from '../../../contract/sentence.ts'
import { sayIn } from '../../say.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { listRules, listSavedReplies, replaceRules, saveReply } from './store/around.ts'
import { insertBlock, listBlocks } from './store/time.ts'

/** Adds what the brand has none of. Safe to repeat. */
export const plantInbox = async (services: Services, { workspaceId, brandId, accountId }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  const [brand, saved, rules, blocks] = await Promise.all([
    findBrand(db, workspaceId, brandId),
    listSavedReplies(db, scope),
    listRules(db, scope),
    listBlocks(db, scope),
  ])
  if (brand === null) return
  const words = (key: string) => sayIn(brand.language, say(`inbox:example.${key}`))
  if (saved.length === 0) await saveReply(db, scope, { name: words('replyName'), text: words('replyText') })
  if (rules.length === 0) {
    const rule = { name: words('ruleName'), condition: { isQuestion: true }, action: { label: words('ruleLabel') } }
    await replaceRules(db, scope, [rule])
  }
  if (blocks.length === 0)
    for (const weekday of [7, 2])
      await insertBlock(db, scope, { accountId, weekday, start: weekday === 7 ? '10:00' : '16:00', minutes: 30, person: null })
}
