/** Decides whether an address on the net is one that a stranger's URL may lead to. */
import ipaddr from 'ipaddr.js'

/** Addresses in public ranges that still belong to the machine's own surroundings: the wire server of Azure's hosts. */
const surroundings = new Set(['168.63.129.16'])
/** The only block of IPv6 from which public addresses are handed out (RFC 4291, IANA's registry of 2024). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * True for a public unicast address. Loopback, private, link-local (where clouds keep their metadata), unique-local, shared, reserved,
 * multicast, mapped, translated (NAT64, 6to4, Teredo) and unreadable addresses are false. Cost: O(1).
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  // A mapped address (::ffff:127.0.0.1) is judged as the IPv4 address it stands for.
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' ? !surroundings.has(parsed.toString()) : (parsed as ipaddr.IPv6).match(globalUnicast)
}
