/** Reads pasted lines "name,n,conversions" or "name,n,mean,variance" (comma, semicolon or tab) into arms. */
export type TypedArm = { arm: string; n: number; conversions: number } | { arm: string; n: number; mean: number; variance: number }

/** A first line without numbers is taken for a heading. `badLine` counts from 1; null when every line can be read. */
export const readTable = (text: string): { arms: TypedArm[]; badLine: number | null } => {
  const arms: TypedArm[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [arm = '', ...cells] = line.split(/[,;\t]/).map((cell) => cell.trim())
    const [n, one, two] = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)))
    if (i === 0 && cells.length > 1 && cells.every((cell) => Number.isNaN(Number(cell)))) continue
    const sound = arm !== '' && Number.isInteger(n) && Number(n) > 0 && Number.isFinite(one)
    if (sound && cells.length === 2 && Number.isInteger(one) && Number(one) >= 0) arms.push({ arm, n: Number(n), conversions: Number(one) })
    else if (sound && cells.length === 3 && Number.isFinite(two) && Number(two) >= 0)
      arms.push({ arm, n: Number(n), mean: Number(one), variance: Number(two) })
    else return { arms, badLine: i + 1 }
  }
  return { arms, badLine: null }
}
