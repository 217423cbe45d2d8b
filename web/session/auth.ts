/** Signing in and out through better-auth; everything else about people goes through our own contract. */
import { createAuthClient } from 'better-auth/client'
import { usernameClient } from 'better-auth/client/plugins'

const auth = createAuthClient({ baseURL: `${window.location.origin}/api/auth`, plugins: [usernameClient()] })

export type SignInAnswer = 'signed-in' | 'wrong' | 'too-often' | 'broken'

/** Signs in by name or e-mail address; the session is a cookie. */
export const signIn = async (nameOrEmail: string, password: string): Promise<SignInAnswer> => {
  const { error } = nameOrEmail.includes('@')
    ? await auth.signIn.email({ email: nameOrEmail, password })
    : await auth.signIn.username({ username: nameOrEmail, password })
  if (error === null) return 'signed-in'
  if (error.status === 429) return 'too-often'
  return error.status >= 500 || error.status === 0 ? 'broken' : 'wrong'
}

export const signOut = async (): Promise<void> => {
  await auth.signOut()
}

/** Answers false when the current password was wrong. */
export const changePassword = async (currentPassword: string, newPassword: string): Promise<boolean> => {
  const { error } = await auth.changePassword({ currentPassword, newPassword, revokeOtherSessions: true })
  return error === null
}
