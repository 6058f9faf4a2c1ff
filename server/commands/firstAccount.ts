import { openSources } from '../database.ts';
import { createSetUpLink } from '../people/user/service.ts';
import type { Talk } from './command.ts';

/** Where nobody can sign in yet: makes the first administrator and says the one-time link with which a password is set. */
export async function tellSetUpLink(apiUrl: string, address: string, talk: Talk): Promise<void> {
  const sources = await openSources(apiUrl, { size: 1 });
  try {
    const [{ known }] = (await sources.bulk.query('select exists (select from account where password_hash is not null) as known')) as [
      { known: boolean },
    ];
    const link = known ? undefined : await createSetUpLink(sources.bulk.manager);
    if (!link) return;
    talk.say(`Nobody can sign in yet. Open this link once, before ${link.expiresAt.toISOString()}, and set the password of ${link.login}:`);
    talk.say(`  ${address}${link.path}`);
  } finally {
    await sources.close();
  }
}
