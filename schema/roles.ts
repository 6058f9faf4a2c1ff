/** Who acts. Every rule of the policy speaks of these eleven principals and of no other. */
export const roles = [
  'PUBLIC',
  'ENTERPRISE',
  'PROVIDER',
  'EXPERT',
  'DISTRICT',
  'OFFICER',
  'LEADER',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDITOR',
  'PARTNER',
] as const;
export type Role = (typeof roles)[number];

/** Those who work for the bureau or a district: the names of actors are shown to them. */
export const staff: readonly Role[] = ['DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'];
