/** What visitors see who have no account: small pages of plain HTML, without a script, in either direction of writing. */

export interface PublicAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text as it may stand between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] as string)

/** Nothing is loaded, nothing runs, forms go home only. */
export const publicHeaders: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cache-control': 'no-cache',
}

const look = `
:root{color-scheme:light dark;--paper:#fbf9f5;--ink:#1f1b16;--quiet:#5d554a;--line:#d9d2c5}
@media (prefers-color-scheme:dark){:root{--paper:#16130f;--ink:#f3eee6;--quiet:#b8ad9d;--line:#3b342b}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,"IBM Plex Sans Arabic","Noto Sans Arabic",sans-serif}
main{max-width:34rem;margin-inline:auto;padding:3rem 1.25rem}h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}
p{margin:.25rem 0 1rem;color:var(--quiet)}ul{list-style:none;margin:1.5rem 0;padding:0;display:grid;gap:.75rem}
a.entry{display:block;padding:.9rem 1.1rem;border:1px solid var(--line);border-inline-start:4px solid var(--accent,#7a4b00);border-radius:.6rem;color:inherit;text-decoration:none}
a.entry:hover,a.entry:focus-visible{border-color:currentColor}a.entry small{display:block;color:var(--quiet)}
label{display:block;padding:.6rem .25rem;min-height:44px}input[type=text]{width:100%;font:inherit;padding:.6rem;border:1px solid var(--quiet);border-radius:.4rem;background:transparent;color:inherit}
fieldset{border:0;margin:0;padding:0}legend{font-size:1.35rem;font-weight:600;padding:0;margin-block-end:.75rem}
button{font:inherit;font-weight:600;margin-block-start:1rem;padding:.7rem 1.4rem;border:0;border-radius:.5rem;background:var(--ink);color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid #b86e00;outline-offset:2px}`

/** A whole page. `body` is HTML that was put together with escapeHtml. */
export const publicPage = (
  page: { title: string; direction: 'ltr' | 'rtl'; accent?: string; body: string },
  status = 200,
): PublicAnswer => ({
  status,
  headers: publicHeaders,
  body: `<!doctype html>
<html lang="${page.direction === 'rtl' ? 'ar' : 'en'}" dir="${page.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(page.title)}</title><style>${look}${page.accent === undefined ? '' : `:root{--accent:${page.accent}}`}</style></head>
<body><main>${page.body}</main></body></html>`,
})

/** Said in both languages: who followed a link is not known to read either. */
export const noSuchLinkPage = (status: 404 | 410): PublicAnswer =>
  publicPage(
    {
      title: status === 404 ? 'No such link · لا رابط هنا' : 'This link has ended · انتهى هذا الرابط',
      direction: 'ltr',
      body:
        status === 404
          ? '<h1>There is no such link here.</h1><p>Look at the address once more: it may have been cut off.</p><div lang="ar" dir="rtl"><h1>لا رابط بهذا العنوان.</h1><p>راجع العنوان، فقد يكون ناقصًا.</p></div>'
          : '<h1>This link has ended.</h1><p>Whoever shared it has put it away.</p><div lang="ar" dir="rtl"><h1>انتهى هذا الرابط.</h1><p>أوقفه من نشره.</p></div>',
    },
    status,
  )
