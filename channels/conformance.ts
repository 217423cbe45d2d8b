/** The conformance tests that every channel passes, run in Vitest against a real server, a strict fake, or a network inside Athar. */
// Long because it is read from top to bottom by whoever writes a channel: the whole promise in one list.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PostContent } from '../contract/content.ts'
import { accountMetrics, postMetrics } from '../contract/metrics.ts'
import type { Sentence } from '../contract/sentence.ts'
import type { AccountAccess, Channel, ConnectAnswer, ReadAnswer, World } from './port.ts'

/** The same channel and world on a bad day. */
export interface Weather {
  channel: Channel
  world: World
}
const badDays = {
  unreachable: 'the server cannot be reached',
  garbage: 'the server answers with garbage',
  answerLost: 'the server takes a post and its answer is lost',
  lookingFails: 'the server does not answer who looks for a post',
} as const
type BadDay = keyof typeof badDays

/** A channel, ready to be tried. */
export interface Subject extends Weather {
  /** What a person types; `wrongInput` is the same with a wrong secret. */
  input: Record<string, string>
  wrongInput: Record<string, string>
  /** The credential of a connected account that does not hold any more. */
  staleSecret: unknown
  /** Strings that must never appear in an answer. */
  secrets: string[]
  makeContent: (text: string) => PostContent
  /** How many posts stand on the network itself; asked beside the channel. */
  countPosts: () => Promise<number>
  /** Each bad day is given here, or declined with a reason when the tests are registered. */
  badDays: Partial<Record<BadDay, Weather>>
  stop: () => Promise<void>
}

/** Joined and lone marks, both digits, letters in two directions, an emoji of several code points: what careless code normalises or cuts. */
const difficultText = 'قهوةٌ على مَهل ☕️ 👩‍🍳 cafe\u0301 – ١٢٣ 123\u200F, e\u0301té «لا إله»'
const pagesAtMost = 200

/** Everything an answer says aloud: its reasons must be sentences that exist in both languages. */
const sentencesIn = (value: unknown): Sentence[] => {
  if (typeof value !== 'object' || value === null) return []
  const { key, values } = value as Partial<Sentence>
  const own = typeof key === 'string' && typeof values === 'object' ? [value as Sentence] : []
  return [...own, ...Object.values(value).flatMap(sentencesIn)]
}
const textOf = (language: 'en' | 'ar', sentence: Sentence): unknown => {
  const [file, path] = sentence.key.split(':') as [string, string]
  const texts: unknown = JSON.parse(readFileSync(new URL(`../contract/languages/${language}/${file}.json`, import.meta.url), 'utf8'))
  return path.split('.').reduce((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], texts)
}

/** Registers the tests. `makeSubject` is called once; a real server may be started there. `declined`: bad days that cannot be had, and why. */
export const conformance = (name: string, makeSubject: () => Promise<Subject>, declined: Partial<Record<BadDay, string>> = {}): void => {
  describe(`${name} conforms to the port`, () => {
    let subject: Subject
    let account: AccountAccess
    /** All answers, for what must never and what must always be in them. */
    const answers: unknown[] = []
    const heard = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      const given = await answer
      answers.push(given)
      return given
    }
    const accessOf = (answer: ConnectAnswer): AccountAccess => {
      if (answer.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(answer)}`)
      const { networkAccountId, handle, serviceUrl, secret } = answer
      return { networkAccountId, handle, serviceUrl, secret }
    }
    const connect = ({ channel, world }: Weather, input: Record<string, string>) => {
      if (channel.connect === undefined) throw new Error(`${name} cannot be connected`)
      // The secret is the one thing a connecting answer has to hold; it is compared, not recorded.
      return channel.connect.connect(world, input).then((answer) => {
        answers.push(answer.kind === 'connected' ? { ...answer, secret: undefined } : answer)
        return answer
      })
    }
    const read = ({ channel }: Weather = subject) => {
      if (channel.read === undefined) throw new Error(`${name} cannot be read`)
      return channel.read
    }
    const write = ({ channel }: Weather = subject) => {
      if (channel.write === undefined) throw new Error(`${name} cannot be written`)
      return channel.write
    }
    const kindOf = async (answer: Promise<{ kind: string }>) => (await heard(answer)).kind
    const firstPage = { cursor: null, since: null }
    const publish = async (text: string) => {
      const payload = await write().prepare(subject.world, account, subject.makeContent(text))
      const answer = await heard(write().send(subject.world, account, payload))
      if (answer.kind !== 'done') throw new Error(`not published: ${JSON.stringify(answer)}`)
      return { payload, answer }
    }
    const readAll = async <T>(readPage: (cursor: string | null) => Promise<ReadAnswer<T[]>>): Promise<T[]> => {
      const items: T[] = []
      let cursor: string | null = null
      for (let page = 0; page < pagesAtMost; page++) {
        const answer: ReadAnswer<T[]> = await heard(readPage(cursor))
        if (answer.kind !== 'read') throw new Error(`not read: ${JSON.stringify(answer)}`)
        items.push(...answer.items)
        cursor = answer.cursor
        if (cursor === null) return items
      }
      throw new Error(`the pages of ${name} do not end`)
    }
    /** A test on a bad day, or a visible skip with the reason. */
    const onBadDay = (day: BadDay, title: string, run: (weather: Weather) => Promise<void>) => {
      const reason = declined[day]
      if (reason !== undefined) return test(title, ({ skip }) => skip(`not tried: ${reason}`))
      return test(title, async () => {
        const weather = subject.badDays[day]
        if (weather === undefined)
          throw new Error(`${name} does not say what happens when ${badDays[day]}; give that day, or decline it with a reason`)
        await run(weather)
      })
    }

    beforeAll(async () => {
      subject = await makeSubject()
      account = accessOf(await connect(subject, subject.input))
    })
    afterAll(() => subject.stop())

    test('it says who it is, in both languages', () => {
      const { channel } = subject
      expect(channel.network).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(channel.limits.network).toBe(channel.network)
      expect(channel.name.en.length).toBeGreaterThan(1)
      expect(channel.name.ar).toMatch(/[\u0600-\u06FF]/)
      for (const limit of channel.limits.limits) {
        expect(limit.since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(limit.source.length).toBeGreaterThan(5)
        expect(limit.max).toBeGreaterThan(0)
      }
    })

    test('connecting twice finds the same account', async () => {
      const again = accessOf(await connect(subject, subject.input))
      expect(again.networkAccountId).toBe(account.networkAccountId)
    })

    test('a wrong secret is refused at a field that the person typed', async () => {
      const answer = await connect(subject, subject.wrongInput)
      expect(answer.kind).toBe('refused')
      const fields: (string | null)[] = (subject.channel.connect?.fields ?? []).map((field) => field.name)
      expect([...fields, null]).toContain(answer.kind === 'refused' ? answer.field : 'not refused')
    })

    test('an empty required field is refused there, without a throw', async () => {
      for (const field of (subject.channel.connect?.fields ?? []).filter(({ required }) => required)) {
        expect(await connect(subject, { ...subject.input, [field.name]: '' })).toMatchObject({ kind: 'refused', field: field.name })
      }
    })

    test('a credential that holds no more means reconnect, and publishes nothing', async () => {
      const stale = { ...account, secret: subject.staleSecret }
      const before = await subject.countPosts()
      const payload = await write().prepare(subject.world, stale, subject.makeContent('stale'))
      expect((await heard(write().send(subject.world, stale, payload))).kind).toBe('reconnect')
      expect((await heard(read().metrics(subject.world, stale, ['x']))).kind).toBe('reconnect')
      expect(await subject.countPosts()).toBe(before)
    })

    test('preparing changes nothing on the network, and gives each post a token of its own', async () => {
      const before = await subject.countPosts()
      const content = subject.makeContent('only prepared')
      const first = await write().prepare(subject.world, account, content)
      const second = await write().prepare(subject.world, account, content)
      expect(first.token).not.toBe(second.token)
      expect(await subject.countPosts()).toBe(before)
      // It is stored before it is sent, so it has to survive storing.
      expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    })

    test('a post is published once, and the very same payload sent again makes no second one', async () => {
      const before = await subject.countPosts()
      const { payload, answer } = await publish(`once ${before}`)
      expect(await subject.countPosts()).toBe(before + 1)
      expect(answer.publishedAt).toBeInstanceOf(Date)
      if (!write().resendIsSafe) return
      const stored = JSON.parse(JSON.stringify(payload)) as typeof payload
      const again = await heard(write().send(subject.world, account, stored))
      expect(again).toMatchObject({ kind: 'done', networkPostId: answer.networkPostId })
      expect(await subject.countPosts()).toBe(before + 1)
    })

    test('looking back finds what was published, and does not find what was not', async () => {
      const { readBack } = write()
      const said = readBack !== undefined || declined.lookingFails !== undefined
      expect(said, 'a channel that cannot look declines “lookingFails” and says why').toBe(true)
      if (readBack === undefined) return
      const startedAt = subject.world.now()
      const { payload, answer } = await publish('look back at me')
      const attempt = { payload: JSON.parse(JSON.stringify(payload)) as typeof payload, startedAt, handle: null }
      expect(await heard(readBack(subject.world, account, attempt))).toMatchObject({
        kind: 'present',
        networkPostId: answer.networkPostId,
      })
      const never = await write().prepare(subject.world, account, subject.makeContent('never sent'))
      expect((await heard(readBack(subject.world, account, { payload: never, startedAt, handle: null }))).kind).toBe('absent')
    })

    onBadDay('answerLost', 'a post whose answer was lost is unknown, and is found by looking', async (weather) => {
      const startedAt = subject.world.now()
      const before = await subject.countPosts()
      const payload = await write().prepare(subject.world, account, subject.makeContent(`lost answer ${before}`))
      expect(await kindOf(write(weather).send(weather.world, account, payload))).toBe('unknown')
      expect(await subject.countPosts()).toBe(before + 1)
      expect((await write().readBack?.(subject.world, account, { payload, startedAt, handle: null }))?.kind).toBe('present')
    })

    onBadDay('lookingFails', 'who cannot look does not claim to know', async (weather) => {
      const payload = await write().prepare(subject.world, account, subject.makeContent('cannot look'))
      const { readBack } = write(weather)
      if (readBack === undefined) throw new Error(`${name} cannot look; decline “lookingFails” with the reason`)
      expect(await kindOf(readBack(weather.world, account, { payload, startedAt: weather.world.now(), handle: null }))).toBe('cannot-tell')
    })

    onBadDay('unreachable', 'a server that cannot be reached is said to be so, and surely got nothing', async (weather) => {
      const { world } = weather
      const before = await subject.countPosts()
      expect((await connect(weather, subject.input)).kind).toBe('unreachable')
      const payload = await write().prepare(subject.world, account, subject.makeContent('unreachable'))
      // `wait`: nothing was received, so it may be sent again blind. `unknown` is as honest, and dearer.
      expect(['wait', 'unknown']).toContain(await kindOf(write(weather).send(world, account, payload)))
      expect(await kindOf(read(weather).posts(world, account, firstPage))).toBe('unreachable')
      expect(await kindOf(read(weather).metrics(world, account, ['x']))).toBe('unreachable')
      expect(await kindOf(read(weather).messages(world, account, firstPage))).toBe('unreachable')
      expect(await kindOf(read(weather).accountMetrics(world, account))).toBe('unreachable')
      expect(await subject.countPosts()).toBe(before)
    })

    onBadDay('garbage', 'garbage is not taken for an answer', async (weather) => {
      const { world } = weather
      expect(['unreachable', 'refused']).toContain((await connect(weather, subject.input)).kind)
      const payload = await write().prepare(subject.world, account, subject.makeContent('garbage'))
      expect(await kindOf(write(weather).send(world, account, payload))).toBe('unknown')
      expect(await kindOf(read(weather).posts(world, account, firstPage))).toBe('unreachable')
      expect(await kindOf(read(weather).metrics(world, account, ['x']))).toBe('unreachable')
      expect(await kindOf(read(weather).messages(world, account, firstPage))).toBe('unreachable')
    })

    test('a text comes back byte for byte, in both scripts', async () => {
      const { answer } = await publish(difficultText)
      const posts = await readAll((cursor) => read().posts(subject.world, account, { cursor, since: null }))
      const text = posts.find(({ networkPostId }) => networkPostId === answer.networkPostId)?.text
      expect(Buffer.from(text ?? '').toString('hex')).toBe(Buffer.from(difficultText).toString('hex'))
    })

    test('pages end, no post comes twice, and `since` leaves out what is older', async () => {
      await publish('a page of posts')
      const all = await readAll((cursor) => read().posts(subject.world, account, { cursor, since: null }))
      expect(new Set(all.map(({ networkPostId }) => networkPostId)).size).toBe(all.length)
      expect(all.length).toBe(await subject.countPosts())
      const since = all.toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())[Math.min(1, all.length - 1)]!.publishedAt
      const recent = await readAll((cursor) => read().posts(subject.world, account, { cursor, since }))
      expect(recent.length).toBe(all.filter(({ publishedAt }) => publishedAt >= since).length)
    })

    test('numbers are counts with a time; what is not there is missing, not zero', async () => {
      const { answer } = await publish('count me')
      const metrics = await heard(read().metrics(subject.world, account, [answer.networkPostId, `${answer.networkPostId}x`]))
      if (metrics.kind !== 'read') throw new Error(JSON.stringify(metrics))
      expect(new Set(metrics.items.map(({ networkPostId }) => networkPostId))).toEqual(new Set([answer.networkPostId]))
      for (const { metric, window, day, value, observedAt } of metrics.items) {
        expect(postMetrics).toContain(metric)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(window === 'lifetime').toBe(day === null)
        expect(Math.abs(observedAt.getTime() - subject.world.now().getTime())).toBeLessThan(60_000)
      }
      const ofAccount = await heard(read().accountMetrics(subject.world, account))
      if (ofAccount.kind !== 'read') throw new Error(JSON.stringify(ofAccount))
      for (const { metric, value } of ofAccount.items) {
        expect(accountMetrics).toContain(metric)
        expect(value).toBeGreaterThanOrEqual(0)
      }
    })

    test('messages end, each comes once, from somebody, not from the future', async () => {
      const messages = await readAll((cursor) => read().messages(subject.world, account, { cursor, since: null }))
      expect(new Set(messages.map(({ networkMessageId }) => networkMessageId)).size).toBe(messages.length)
      for (const { author, sentAt } of messages) {
        expect(author.id).not.toBe(account.networkAccountId)
        expect(author.handle).not.toBe('')
        expect(sentAt.getTime()).toBeLessThanOrEqual(subject.world.now().getTime() + 5 * 60_000)
      }
    })

    test('the composer and the network agree on the longest text', async () => {
      const { limits } = subject.channel
      const limit = limits.limits.find(({ field }) => field === 'text')?.max
      const max = limit ?? 1000
      const errors = (text: string) => limits.problems(subject.makeContent(text)).filter(({ severity }) => severity === 'error')
      expect(errors('ب'.repeat(max))).toEqual([])
      await publish('ب'.repeat(max))
      if (limit === undefined) return
      const tooLong = subject.makeContent('ب'.repeat(max + 1))
      const found = limits.problems(tooLong).filter(({ severity }) => severity === 'error')
      answers.push(found)
      expect(found.map(({ field }) => field)).toContain('text')
      const before = await subject.countPosts()
      const payload = await write().prepare(subject.world, account, tooLong)
      expect((await heard(write().send(subject.world, account, payload))).kind).toBe('refused')
      expect(await subject.countPosts()).toBe(before)
    })

    test('no answer ever held a secret, and every reason is a sentence in both languages', () => {
      expect(answers.length).toBeGreaterThan(10)
      const said = JSON.stringify(answers)
      for (const secret of subject.secrets) expect(said).not.toContain(secret)
      for (const sentence of sentencesIn(answers)) {
        for (const language of ['en', 'ar'] as const) {
          const text = textOf(language, sentence)
          expect(text, `${sentence.key} in ${language}`).toBeTypeOf('string')
          for (const [, value] of String(text).matchAll(/\{\{(\w+)\}\}/g)) expect(Object.keys(sentence.values)).toContain(value)
        }
      }
    })
  })
}
