/** Which addresses may be called, and every family of those that may not. */
import { expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

test.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.9.9.9', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'this machine'],
  ['::', 'this machine'],
  ['10.0.0.1', 'private'],
  ['172.16.5.5', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'metadata of clouds'],
  ['168.63.129.16', 'wire server'],
  ['100.100.100.200', 'shared, metadata'],
  ['192.0.0.192', 'metadata'],
  ['198.18.0.1', 'benchmarking'],
  ['203.0.113.9', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with a zone'],
  ['fc00::1', 'unique local'],
  ['fd00:ec2::254', 'metadata'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['::ffff:127.0.0.1', 'mapped loopback'],
  ['::ffff:10.1.2.3', 'mapped private'],
  ['::127.0.0.1', 'compatible loopback'],
  ['64:ff9b::7f00:1', 'NAT64 loopback'],
  ['64:ff9b::a00:1', 'NAT64 private'],
  ['64:ff9b:1::a00:1', 'local NAT64'],
  ['2002:7f00:1::', '6to4 loopback'],
  ['2001:0:53aa:64c::1', 'Teredo'],
  ['2001:db8::1', 'documentation'],
  ['100::1', 'discard'],
  ['not an address', 'unreadable'],
])('%s is not (%s)', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})
