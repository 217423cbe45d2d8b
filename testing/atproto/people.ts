/** People on a test network: they sign up, post, like, repost, reply, quote and follow through the same API as everybody. */
import { AtpAgent, RichText } from '@atproto/api'
import { type Command, text } from './command-line.ts'

/** Commands for people on a PDS. Cost: a call or two each. */
export const peopleOf = (service: string): Record<string, Command> => {
  const agents = new Map<string, AtpAgent>()
  const agentOf = (handle: string): AtpAgent => {
    const agent = agents.get(handle)
    if (agent === undefined) throw new Error(`nobody here is called “${handle}”`)
    return agent
  }
  const refOf = async (agent: AtpAgent, uri: string) => {
    const [, , repo, collection, rkey] = uri.split('/') as [string, string, string, string, string]
    const { data } = await agent.com.atproto.repo.getRecord({ repo, collection, rkey })
    return { ref: { uri: data.uri, cid: data.cid as string }, record: data.value as { reply?: { root: { uri: string; cid: string } } } }
  }
  return {
    createAccount: async (input) => {
      const handle = text(input, 'handle')
      const password = typeof input.password === 'string' ? input.password : 'a long test password'
      const agent = new AtpAgent({ service })
      const { data } = await agent.createAccount({ handle, email: `${handle.split('.')[0]}@example.com`, password })
      agents.set(handle, agent)
      if (typeof input.displayName === 'string') await agent.upsertProfile(() => ({ displayName: input.displayName as string }))
      return { did: data.did, handle, password }
    },
    createAppPassword: async (input) => {
      const { data } = await agentOf(text(input, 'handle')).com.atproto.server.createAppPassword({ name: text(input, 'name') })
      return { password: data.password }
    },
    post: async (input) => {
      const agent = agentOf(text(input, 'as'))
      const words = new RichText({ text: text(input, 'text') })
      await words.detectFacets(agent)
      return await agent.post({ text: words.text, ...(words.facets ? { facets: words.facets } : {}), createdAt: new Date().toISOString() })
    },
    like: async (input) => {
      const agent = agentOf(text(input, 'as'))
      const { ref } = await refOf(agent, text(input, 'uri'))
      return await agent.like(ref.uri, ref.cid)
    },
    repost: async (input) => {
      const agent = agentOf(text(input, 'as'))
      const { ref } = await refOf(agent, text(input, 'uri'))
      return await agent.repost(ref.uri, ref.cid)
    },
    reply: async (input) => {
      const agent = agentOf(text(input, 'as'))
      const { ref, record } = await refOf(agent, text(input, 'uri'))
      return await agent.post({ text: text(input, 'text'), reply: { root: record.reply?.root ?? ref, parent: ref } })
    },
    quote: async (input) => {
      const agent = agentOf(text(input, 'as'))
      const { ref } = await refOf(agent, text(input, 'uri'))
      return await agent.post({ text: text(input, 'text'), embed: { $type: 'app.bsky.embed.record', record: ref } })
    },
    follow: async (input) => await agentOf(text(input, 'as')).follow(text(input, 'did')),
  }
}
