import { openSources } from '../database.ts';
import { firstInvitations } from '../people/invitation/service.ts';
import type { Talk } from './command.ts';

const called = { SYSTEM_ADMIN: 'system administrator (makes accounts)', SECURITY_ADMIN: 'security administrator (approves them)' };

/**
 * While nobody has an account as system or as security administrator, says where the first one is made. The two are two
 * people: each link asks for a person's number, and the same number is not taken twice. Each start makes the links anew.
 */
export async function tellSetUpLink(apiUrl: string, url: string, talk: Talk): Promise<void> {
  const { db, close } = await openSources(apiUrl, { size: 1 });
  try {
    const links = await firstInvitations(db.manager);
    if (links.length === 0) return;
    talk.say('Nobody has these accounts yet. Two people, never one, make them with these links, which work once:');
    for (const { role, path, expiresAt } of links) {
      talk.say(`  ${called[role]}, until ${expiresAt.toISOString()}:`);
      talk.say(`    ${url}${path}`);
    }
  } finally {
    await close();
  }
}
