/** A table: captioned, with real headers, numbers aligned at their end, scrolling inside itself on phones. */
import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers line up at the end. */
  number?: boolean
  /** Names the row for people who hear the table. */
  rowHeader?: boolean
}

export const Table = <Row,>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  hideCaption?: boolean
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row, index: number) => string
}) => (
  // A box that scrolls must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
  <section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
    <table className="w-full border-collapse text-body [overflow-wrap:break-word]">
      <caption className={hideCaption ? 'sr-only' : 'pb-2 text-start text-small text-quiet'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={`border-b border-line-strong px-2 py-1.5 text-small font-medium text-quiet first:ps-0 last:pe-0 ${column.number ? 'text-end' : 'text-start'}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)}>
            {columns.map((column) => {
              const look = `border-b border-line px-2 py-1.5 align-top first:ps-0 last:pe-0 ${column.number ? 'text-end whitespace-nowrap' : 'text-start'}`
              return column.rowHeader ? (
                <th key={column.key} scope="row" className={`${look} font-normal`}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} className={look}>
                  {column.cell(row)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
