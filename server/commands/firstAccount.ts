import { openSources } from '../database.ts';
import { createSetUpLink } from '../people/user/service.ts';
import type { Talk } from './command.ts';

/** While nobody has an account with a password, says where the first administrator sets one. Each start makes the link anew. */
export async function tellSetUpLink(apiUrl: string, url: string, talk: Talk): Promise<void> {
  const { db, close } = await openSources(apiUrl, { size: 1 });
  try {
    const link = await createSetUpLink(db.manager);
    if (!link) return;
    talk.say(
      `Nobody has an account yet. As ${link.login}, set a password with this link, which works once, until ${link.expiresAt.toISOString()}:`,
    );
    talk.say(`  ${url}${link.path}`);
  } finally {
    await close();
  }
}
