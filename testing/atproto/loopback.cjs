/** Preload (`node -r`): every listener that names no host binds 127.0.0.1; the test servers would bind every interface. */
'use strict'
const net = require('node:net')

const { listen } = net.Server.prototype
net.Server.prototype.listen = function (...args) {
  if (typeof args[0] === 'number' && typeof args[1] !== 'string') args.splice(1, 0, '127.0.0.1')
  else if (args[0] !== null && typeof args[0] === 'object' && args[0].port !== undefined && !args[0].host) {
    args[0] = { ...args[0], host: '127.0.0.1' }
  }
  return listen.apply(this, args)
}
