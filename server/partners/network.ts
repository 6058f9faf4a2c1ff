import ipaddr from 'ipaddr.js';

/** Whether a text names a network, such as `203.0.113.0/24` or `2001:db8::/32`. */
export const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text);

/** Whether an address lies in one of the networks; in any, when none are named. An IPv4 address written as IPv6 is the same address. */
export function within(networks: readonly string[], address: string | undefined): boolean {
  if (networks.length === 0) return true;
  if (!address || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some(network => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match([base, bits] as never);
  });
}
