/** Remembers what was read from a text: most requests repeat one of few user agents, languages and referrers. */

/** The same as `read`, with a memory of at most `most` texts, each cut at `longest` characters. Cost: one look-up. */
export const remember = <Value>(read: (text: string) => Value, { most, longest }: { most: number; longest: number }) => {
  const known = new Map<string, Value>()
  return (header: string | undefined): Value => {
    const whole = header ?? ''
    const text = whole.length > longest ? whole.slice(0, longest) : whole
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= most) known.clear()
    const value = read(text)
    known.set(text, value)
    return value
  }
}
