/** The pictures of a client's link; the PIN goes in a header, so that no address holds it. */
import { useEffect, useState } from 'react'

interface Pictured {
  id: string
  picture: object | null
}

/** Addresses by version, as they arrive; they end with the page. A picture that does not come stays missing. */
export const useLinkPictures = (token: string, pin: string | undefined, versions: Pictured[]): Map<string, string> => {
  const [pictures, setPictures] = useState<Map<string, string>>(new Map())
  const wanted = versions
    .filter(({ picture }) => picture !== null)
    .map(({ id }) => id)
    .join(' ')
  useEffect(() => {
    const made: string[] = []
    const ending = new AbortController()
    const load = async (id: string) => {
      const headers: Record<string, string> = pin === undefined ? {} : { 'x-pin': pin }
      const answer = await fetch(`/api/review/${encodeURIComponent(token)}/pictures/${id}`, { headers, signal: ending.signal })
      if (!answer.ok) return
      const address = URL.createObjectURL(await answer.blob())
      made.push(address)
      setPictures((known) => new Map(known).set(id, address))
    }
    for (const id of wanted === '' ? [] : wanted.split(' '))
      void load(id).catch((error: unknown) => {
        // A page that closes stops its loading; anything else leaves this one picture out.
        if (!ending.signal.aborted) console.warn(error)
      })
    return () => {
      ending.abort()
      for (const address of made) URL.revokeObjectURL(address)
    }
  }, [token, pin, wanted])
  return pictures
}
