/** Tests of headers, numbers, dates and delimiters, some of them for every input that can be made. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDateOrder, placeInZone, readTime } from './dates.ts'
import { findDelimiter } from './delimiter.ts'
import { isTotalRow, nameHeaders, normaliseHeader } from './headers.ts'
import { isDestroyedId, readNumber } from './numbers.ts'

const number = (raw: string, decimal: '.' | ',' = '.') => {
  const reading = readNumber(raw, decimal)
  return reading.kind === 'number' ? reading.value : reading.kind
}

describe('headers', () => {
  test('invisible signs, spaces, case and the word for seconds do not matter', () => {
    const forms = ['Duration (secs)', 'Duration\u00A0(sec)', '\uFEFFduration (Seconds) ', 'Dura\u00ADtion (sec)', 'Dur\u200Bation  (SECS)']
    expect(new Set(forms.map(normaliseHeader))).toEqual(new Set(['duration (sec)']))
    expect(normaliseHeader('„Gefällt mir“-Angaben')).toBe('"gefällt mir"-angaben')
  })

  test('a repeated header keeps its place under a name of its own', () => {
    expect(nameHeaders(['Views', 'Reach', 'views ']).map(({ name, position }) => [name, position])).toEqual([
      ['views', 0],
      ['reach', 1],
      ['views#2', 2],
    ])
  })

  test('rows of sums are known, also with a soft hyphen in them', () => {
    expect(isTotalRow(['', 'Ge\u00ADsamt', '12'])).toBe(true)
    expect(isTotalRow(['Totally worth it', '12'])).toBe(false)
  })
})

describe('numbers', () => {
  test('all ways of writing one are read', () => {
    expect(['3,386', '411.0', '1,234,567', '0', ' 12 ', '-28', '1\u202F234', "1'234"].map((raw) => number(raw))).toEqual([
      3386, 411, 1234567, 0, 12, -28, 1234, 1234,
    ])
    expect(['1.234', '1.234,5', '0,5', '12'].map((raw) => number(raw, ','))).toEqual([1234, 1234.5, 0.5, 12])
    expect(['1.234', '1,234.5', '0,5'].map((raw) => number(raw))).toEqual([1.234, 1234.5, 0.5])
    expect(['٣٬٣٨٦', '۱۲', '١٢٫٥'].map((raw) => number(raw))).toEqual([3386, 12, 12.5])
    expect(number('16%')).toBeCloseTo(0.16)
    expect(readNumber('< 1%')).toEqual({ kind: 'below', bound: 0.01 })
  })

  test('every sign for a missing value is missing, never zero', () => {
    for (const raw of ['', ' ', '-', '--', '–', 'NAN', 'nan', 'undefined', 'N/A', 'null'])
      expect(readNumber(raw)).toEqual({ kind: 'missing' })
  })

  test('what a spreadsheet destroyed or rounded is not guessed', () => {
    for (const raw of ['3.май', '1.2K', '12 likes', '1,23,4', '1.2.3', '4-5', '1 23', 'Mar-03'])
      expect(readNumber(raw)).toEqual({ kind: 'unreadable' })
  })

  test('any whole number survives grouping by commas, dots or spaces', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 }), fc.constantFrom(',', '.', ' '), (value, sign) => {
        const written = String(value).replace(/\B(?=(\d{3})+$)/g, sign)
        expect(number(written, sign === '.' ? ',' : '.')).toBe(value)
      }),
    )
  })

  test('no text whatever makes a number that is not finite, and none throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-\d.,% ]{0,12}$/)), (raw) => {
        const reading = readNumber(raw)
        expect(reading.kind !== 'number' || Number.isFinite(reading.value)).toBe(true)
      }),
    )
  })

  test('an id that became a rounded number is known as destroyed', () => {
    expect(['6.49E+17', '1.22158E+17', '6,49E+17', '1E+18'].every(isDestroyedId)).toBe(true)
    expect(['122121474620644102', '61569323067856', 'abcE+17'].some(isDestroyedId)).toBe(false)
  })
})

describe('dates', () => {
  const local = (raw: string, order: 'month-first' | 'day-first' = 'month-first') => {
    const reading = readTime(raw, order)
    return reading.kind === 'local' ? reading.local : reading.kind
  }

  test('all ways of writing one are read', () => {
    expect(local('03/15/2025 03:06')).toBe('2025-03-15T03:06')
    expect(local('15/03/2025 03:06', 'day-first')).toBe('2025-03-15T03:06')
    expect(local('01.09.2026 18:00')).toBe('2026-09-01T18:00')
    expect(local('1.9.26')).toBe('2026-09-01T00:00')
    expect(local('2026-09-01T18:00:05')).toBe('2026-09-01T18:00:05')
    expect(local('2025/03/15')).toBe('2025-03-15T00:00')
    expect(local('20250315')).toBe('2025-03-15T00:00')
    expect(local('Mon Feb 17 2025')).toBe('2025-02-17T00:00')
    expect(local('Tue, Feb 18, 2025')).toBe('2025-02-18T00:00')
    expect(local('3/5/2025 12:30 AM')).toBe('2025-03-05T00:30')
    expect(local('3/5/2025, 1:05 pm')).toBe('2025-03-05T13:05')
    expect(local('٠٣/١٥/٢٠٢٥ ٠٣:٠٦')).toBe('2025-03-15T03:06')
    expect(readTime('2025-03-15T03:06:00+03:00', 'month-first')).toEqual({ kind: 'instant', at: new Date('2025-03-15T00:06:00Z') })
    expect(readTime('1742008000', 'month-first')).toEqual({ kind: 'instant', at: new Date(1742008000000) })
  })

  test('a date that cannot be is unreadable, never moved', () => {
    for (const raw of ['13/13/2025', '02/30/2025 10:00', '15/03/2025', '03/15/2025 25:00', 'Lifetime', '3.май', '00/01/2025'])
      expect(local(raw)).toBe('unreadable')
    expect(local('--')).toBe('missing')
  })

  test('the order of day and month is told by evidence, or not at all', () => {
    expect(findDateOrder(['03/04/2025', '15/03/2025'])).toEqual({ order: 'day-first', contradictory: false })
    expect(findDateOrder(['03/15/2025'])).toEqual({ order: 'month-first', contradictory: false })
    expect(findDateOrder(['03/04/2025'])).toEqual({ order: null, contradictory: false })
    expect(findDateOrder(['03/15/2025', '15/03/2025'])).toEqual({ order: null, contradictory: true })
  })

  test('any minute of three decades is read back as it was written', () => {
    const minute = fc.integer({ min: Date.UTC(1996) / 60_000, max: Date.UTC(2030) / 60_000 })
    fc.assert(
      fc.property(minute, fc.constantFrom('us', 'de', 'iso'), (at, style) => {
        const iso = new Date(at * 60_000).toISOString().slice(0, 16)
        const [year, month, day, time] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11)]
        const written = {
          us: `${month}/${day}/${year} ${time}`,
          de: `${day}.${month}.${year} ${time}`,
          iso: `${year}-${month}-${day} ${time}`,
        }[style]
        expect(local(written)).toBe(iso)
      }),
    )
  })

  test('no text whatever throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/.: -]{4,20}$/)), (raw) => void readTime(raw, 'day-first')))
  })

  test('an hour that daylight saving skips is moved openly, one that it repeats is taken at its first', () => {
    const place = placeInZone('Europe/Berlin')
    expect(place('2026-03-29T02:40')).toEqual({ at: new Date('2026-03-29T01:40:00Z'), oddity: 'gap' })
    expect(place('2026-10-25T02:30')).toEqual({ at: new Date('2026-10-25T00:30:00Z'), oddity: 'twice' })
    expect(place('2026-07-01T12:00')).toEqual({ at: new Date('2026-07-01T10:00:00Z'), oddity: null })
    expect(placeInZone('Asia/Kathmandu')('2026-07-01T12:07:30')).toEqual({ at: new Date('2026-07-01T06:22:30Z'), oddity: null })
  })
})

describe('delimiters', () => {
  test('evidence decides, not the extension: commas inside texts do not win over semicolons', () => {
    expect(findDelimiter('a;b;c\r\n"x, y, z, w";2;3\r\n1;2,5;3\r\n')).toMatchObject({ delimiter: ';' })
    expect(findDelimiter('a\tb\tc\n1\t2\t3\n')).toMatchObject({ delimiter: '\t' })
    expect(findDelimiter('a,b,c\n"multi\nline; text",2,3\n')).toMatchObject({ delimiter: ',' })
  })

  test('a sep= line names the delimiter and is skipped', () => {
    expect(findDelimiter('sep=;\r\na;b\r\n1;2\r\n')).toEqual({ delimiter: ';', skipCharacters: 7, isWrapped: false })
  })

  test('records that a program wrapped into one cell are unwrapped', () => {
    expect(findDelimiter('"a,b,""c, d"""\r\n"1,2,""x, y"""\r\n')).toMatchObject({ delimiter: ',', isWrapped: true })
  })

  test('running text is no table', () => {
    expect(findDelimiter('Dear team\nthis is a letter\n')).toBeNull()
  })
})
