import ipaddr from 'ipaddr.js';

/** The neighbourhood of an address, by which attempts are counted: the /24 of IPv4, the /64 of IPv6, which one line has to itself. */
export function networkOf(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown';
  // What comes as IPv6 only because the socket is one is IPv4.
  const address = ipaddr.process(ip);
  const bits = address.kind() === 'ipv4' ? 24 : 64;
  const [network] = [address.toByteArray().map((byte, at) => (at < bits / 8 ? byte : 0))];
  return `${ipaddr.fromByteArray(network!).toString()}/${bits}`;
}
