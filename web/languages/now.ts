/** The present moment as pages may use it: read once when they open, and again every half minute. */
import { useEffect, useState } from 'react'

export const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
