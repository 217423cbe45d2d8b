/** Shows the Markdown that Athar's own method pages are written in: headings, paragraphs, lists, tables, code; nothing from outside. */
import { Fragment, type ReactNode } from 'react'

/** The pictures of docs/methods, by their name. */
const pictures = import.meta.glob<string>('../../docs/pictures/methods/*.svg', { query: '?url', import: 'default', eager: true })

const inline = (text: string): ReactNode[] =>
  text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((part, index) => {
    const key = `${index}${part}`
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part)
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`'))
      return (
        <code key={key} dir="ltr" className="rounded bg-sunk px-1 text-small">
          {part.slice(1, -1)}
        </code>
      )
    // The twin in the other language is what the language switch is for.
    if (link !== null) return <Fragment key={key}>{link[1]}</Fragment>
    if (/^\*[^*]+\*$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>
    return <Fragment key={key}>{part}</Fragment>
  })

const cells = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

const Block = ({ text }: { text: string }) => {
  const lines = text.split('\n')
  const first = lines[0] ?? ''
  if (first.startsWith('# ')) return null
  const picture = /^!\[([^\]]*)\]\(\.\.\/pictures\/methods\/([\w.-]+)\)$/.exec(first)
  // Drawn in ink on paper, in any theme.
  if (picture !== null)
    return <img src={pictures[`../../docs/pictures/methods/${picture[2]}`]} alt={picture[1]} className="my-3 w-full rounded-box bg-white" />
  if (first.startsWith('## ')) return <h2 className="mt-8 mb-2 font-semibold">{inline(first.slice(3))}</h2>
  if (lines.every((line) => line.startsWith('    ')))
    return (
      <pre dir="auto" className="my-3 rounded-box bg-sunk px-4 py-3 text-small whitespace-pre-wrap">
        {lines.map((line) => line.slice(4)).join('\n')}
      </pre>
    )
  if (first.startsWith('|')) {
    const [head = [], ...rows] = lines.filter((line) => !/^\|[-| ]+$/.test(line)).map(cells)
    return (
      // A box that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      <section className="my-3 overflow-x-auto" tabIndex={0} aria-label={head.join(' · ')}>
        <table className="border-collapse">
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  key={`${column}${cell}`}
                  scope="col"
                  className="border-b border-line-strong py-1.5 pe-6 text-start text-small font-medium text-quiet"
                >
                  {inline(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, column) => (
                  <td
                    key={`${column}${cell}`}
                    className={`border-b border-line py-1.5 pe-6 align-top ${column > 0 ? 'whitespace-nowrap' : ''}`}
                  >
                    <bdi>{inline(cell)}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )
  }
  if (/^(- |\d+\. )/.test(first)) {
    const List = first.startsWith('- ') ? 'ul' : 'ol'
    return (
      <List className={`my-3 grid gap-1.5 ps-5 ${List === 'ul' ? 'list-disc' : 'list-decimal'}`}>
        {lines.map((line) => (
          <li key={line}>{inline(line.replace(/^(- |\d+\. )/, ''))}</li>
        ))}
      </List>
    )
  }
  return <p className="my-3">{inline(text)}</p>
}

export const PlainMarkdown = ({ text }: { text: string }) => (
  <div className="max-w-prose">
    {text
      .trim()
      .split(/\n{2,}/)
      .map((block) => (
        <Block key={block} text={block} />
      ))}
  </div>
)
