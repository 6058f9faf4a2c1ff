import type { Role } from '../../../schema/roles.ts';
import type { Actor } from '../../kernel/policy.ts';

/** Those who sign in with a second factor, or cannot do anything until they have one. For the others it is free. */
export const obliged: readonly Role[] = ['DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'EXPERT'];

const always = ['about', 'me', 'signOut', 'stepUp', 'mySecurity'];
const changing = ['changePassword'];
const enrolling = ['enrolFactor', 'confirmFactor'];

/** What is left to whoever must show the second factor, change the password or enrol a factor first. */
export function confinementOf({
  role,
  mustChange,
  enrolled,
  unproved,
}: {
  role: Role;
  mustChange: boolean;
  enrolled: boolean;
  unproved: boolean;
}): Pick<Actor, 'confinedTo' | 'confinedBy'> {
  if (unproved) return { confinedTo: always, confinedBy: 'FACTOR_DUE' };
  const mustEnrol = !enrolled && obliged.includes(role);
  if (!mustChange && !mustEnrol) return {};
  return {
    confinedTo: [...always, ...(mustChange ? changing : []), ...(mustEnrol ? enrolling : [])],
    confinedBy: mustChange ? 'PASSWORD_EXPIRED' : 'FACTOR_MISSING',
  };
}
