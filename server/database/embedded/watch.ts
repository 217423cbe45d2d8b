/** Ends the server when we die, where the kernel does not do it (macOS, or a Linux without setpriv). */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Watch {
  end: () => void
}

/**
 * A shell waits on a pipe that only we hold open: when we die, however we die, the read ends and it asks the server to stop.
 * Windows has no such shell; there the next start stops a server that was left behind.
 */
export const watchOver = (server: ChildProcess): Watch => {
  if (process.platform === 'win32' || server.pid === undefined) return { end: () => {} }
  const shell = spawn('/bin/sh', ['-c', 'read -r word || kill -INT "$1"', 'sh', String(server.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  shell.unref()
  // The shell may be gone before us at a shutdown of the machine.
  shell.stdin.on('error', () => shell.kill())
  return { end: () => shell.stdin.end('done\n') }
}
