/** Seals the secrets of shops' webhooks anew after the key was rotated, so that the old key can be forgotten. */
import type { Services } from '../../services.ts'
import { hookBound } from './hooks/receive.ts'
import { listHooksSealedOtherwise, resealHook } from './store/doors.ts'

/** Answers how many. Safe beside a running server and another run: a secret is replaced only while it is still sealed as it was read. */
export const resealHooks = async ({ database, vault }: Services): Promise<number> => {
  const hooks = await listHooksSealedOtherwise(database.db, vault.currentKeyId())
  for (const hook of hooks) {
    const bound = hookBound(hook.workspaceId, hook.id)
    await resealHook(database.db, hook, vault.seal(vault.unseal(hook.secret, bound), bound))
  }
  return hooks.length
}
