import type { Logger } from 'pino';
import { advance, system } from '../../kernel/advance.ts';
import { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Input, newId, Ref, Text } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { factorOf } from '../factor/proof.ts';
import { digest, newToken } from '../session/hashing.ts';
import { actorOf, admit } from '../session/session.ts';
import { User } from '../user/entity.ts';
import { LinkedIdentity } from './entity.ts';
import { linkedIdentityLifecycle } from './lifecycle.ts';
import { type Carried, Disbelieved, type IdentityProvider, type Proof, Unreachable } from './provider.ts';

let providers: readonly IdentityProvider[] = [];
/** The providers of this installation; named once, at start. */
export const installProviders = (list: readonly IdentityProvider[]): void => void (providers = list);
export const knownProviders = (): readonly IdentityProvider[] => providers;

export const providerOf = (id: string): IdentityProvider => {
  const found = providers.find(provider => provider.id === id);
  if (!found) throw refuse('NOT_FOUND');
  return found;
};

@Input('A link between an account and who its owner is at an identity provider')
export class LinkedIdentityInput {
  @Ref('User', { about: 'The account it signs in to' }) userId!: string;
  @Text({ about: 'Id of the provider', max: 30 }) provider!: string;
  @Text({ about: 'The fixed name of the person there', max: 255 }) subject!: string;
}

export async function linkIdentity(ctx: Context, input: LinkedIdentityInput): Promise<LinkedIdentity> {
  if (!providers.some(({ id }) => id === input.provider))
    throw refuse('BAD_USER_INPUT', 'SSO_PROVIDER_UNKNOWN', { field: 'provider', known: providers.map(({ id }) => id).join(', ') });
  if (isSamePerson(ctx.actor, input.userId)) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  await ctx.need(User, input.userId);
  return create(ctx, LinkedIdentity, input);
}

/** Ends a link; whoever is signed in by it is signed out. */
export async function advanceIdentity(ctx: Context, id: string, action: string, note?: string): Promise<LinkedIdentity> {
  const identity = await advance(ctx, LinkedIdentity, linkedIdentityLifecycle, id, action, { note });
  await ctx.query('delete from session where user_id = $1', [identity.userId]);
  return identity;
}

const part = 43;

/** How long a sign-on may take, in seconds. */
export const attemptLife = 600;

/** Begins a sign-on: where to send the browser, and what it carries meanwhile. */
export async function beginSignOn(ctx: Context, provider: IdentityProvider, callback: URL): Promise<{ to: URL; carried: string }> {
  const carried: Carried = { state: newToken(), nonce: newToken(), verifier: newToken() };
  const text = carried.state + carried.nonce + carried.verifier;
  const to = await provider.begin(callback, carried).catch(unreachable);
  await ctx.query('delete from sign_on_attempt where expires_at < clock_timestamp()');
  await ctx.query(
    `insert into sign_on_attempt (id, carried_hash, provider, expires_at) values ($1, $2, $3, clock_timestamp() + $4 * interval '1 second')`,
    [newId(), digest(text), provider.id, attemptLife],
  );
  return { to, carried: text };
}

/**
 * Ends a sign-on: what the provider answered becomes a session, or is refused with UNAUTHENTICATED and a fact that says why.
 *
 * An attempt is used up by the first answer to it, right or wrong.
 */
export async function finishSignOn(ctx: Context, provider: IdentityProvider, answer: URL, text: string, log: Logger): Promise<void> {
  const [[attempt]] = (await ctx.query(
    'delete from sign_on_attempt where carried_hash = $1 and provider = $2 and expires_at > clock_timestamp() returning id',
    [digest(text), provider.id],
  )) as unknown as [{ id: string }[]];
  // Anybody can send anything here without having begun: that is logged, and no fact.
  if (!attempt || text.length !== 3 * part) {
    log.warn({ provider: provider.id, requestId: ctx.request.id }, 'an answer to no sign-on of this browser');
    throw refuse('UNAUTHENTICATED', 'SSO_ATTEMPT');
  }
  const carried = { state: text.slice(0, part), nonce: text.slice(part, 2 * part), verifier: text.slice(2 * part) };
  const proof = await provider.finish(answer, carried).catch(async (error: unknown) => {
    if (!(error instanceof Disbelieved)) return unreachable(error);
    log.warn({ provider: provider.id, why: error.why, requestId: ctx.request.id }, 'a sign-on was refused');
    await remember(ctx, attempt.id, provider, { why: error.why });
    throw refuse('UNAUTHENTICATED', 'SSO_REFUSED');
  });
  if (await ctx.transaction(tx => open(tx, provider, proof))) return;
  await remember(ctx, attempt.id, provider, { why: 'NOT_LINKED', subject: digest(proof.subject) });
  throw refuse('UNAUTHENTICATED', 'SSO_NOT_LINKED', { subject: proof.subject });
}

async function open(ctx: Context, provider: IdentityProvider, { subject, twoFactors }: Proof): Promise<boolean> {
  const [[linked]] = (await ctx.query(
    `update linked_identity i set last_used_at = clock_timestamp() from account a
     where i.provider = $1 and i.subject = $2 and i.state = 'ACTIVE' and a.id = i.user_id and a.state = 'ACTIVE' and a.locked_at is null returning i.id, i.user_id, i.proved_at`,
    [provider.id, subject],
  )) as unknown as [{ id: string; user_id: string; proved_at: Date | null }[]];
  if (!linked) return false;
  const user = await ctx.db.findOneByOrFail(User, { id: linked.user_id });
  const as = ctx.as(actorOf(user));
  // A factor of ours that the provider has not seen the like of is asked for here; the first time whatever it has seen, or who
  // makes links could link anybody's account to somebody of their own.
  const unproved = !linked.proved_at || (!twoFactors && Boolean(await factorOf(as, user.id)));
  await admit(as, user, { vouched: twoFactors, unproved, identityId: linked.id });
  await record(as, 'User.SIGN_IN', user, {
    details: { with: 'SINGLE_SIGN_ON', provider: provider.id, twoFactors, ip: ctx.request.ip ?? null },
  });
  return true;
}

const remember = (ctx: Context, id: string, provider: IdentityProvider, details: Record<string, unknown>) =>
  ctx.transaction(tx => record(tx, 'SignOn.REFUSED', { id }, { details: { provider: provider.id, ip: ctx.request.ip, ...details } }));

function unreachable(error: unknown): never {
  if (error instanceof Unreachable) throw refuse('SERVICE_UNAVAILABLE', 'SSO_UNREACHABLE', { retryAfterMs: 5000 });
  throw error;
}

/** A sign-on acts as the system until it is known who signs on. */
export const signingOn = (db: Context['db'], request: Context['request']): Context => new Context(system, db, request);
