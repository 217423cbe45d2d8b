/** `npm run dev`: the server restarted on change, and the web app with hot reload in front of it. */
import { spawn } from 'node:child_process'

const port = process.env.PORT ?? '4800'
const children = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'cli/main.ts', 'serve'], {
    stdio: 'inherit',
    env: { ...process.env, PORT: port },
  }),
  // The web app proxies /api to the server; its address is the one to open.
  spawn('node_modules/.bin/vite', ['web', '--host', '127.0.0.1'], {
    stdio: 'inherit',
    env: { ...process.env, ATHAR_API: `http://127.0.0.1:${port}` },
  }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.once('exit', stop)
